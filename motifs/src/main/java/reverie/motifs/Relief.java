package reverie.motifs;

import java.util.random.RandomGenerator;

/** Light on a layer, as if the things on it were of paper or clay: the shadow that they throw, and lit edges. */
final class Relief {

    private Relief() {}

    /** Darkens the pixels behind the layer where it keeps the light away. */
    static void shadow(Layer layer, int[] behind, RandomGenerator random) {
        int size = layer.size;
        int reach = Math.max(1, size / 16);
        int dx = random.nextInt(-reach, reach + 1);
        int dy = random.nextInt(1, reach + 1);
        double depth = (0.3 + 0.4 * random.nextDouble()) / 255;
        for (int y = dy; y < size; y++) {
            for (int x = Math.max(dx, 0); x < Math.min(size, size + dx); x++) {
                int cover = layer.pixels[(y - dy) * size + x - dx] >>> 24;
                if (cover > 0) {
                    behind[y * size + x] = Tint.dark(behind[y * size + x], cover * depth);
                }
            }
        }
    }

    /** Brightens the sides that look to the light and darkens the others, by the slope of what is drawn. */
    static void bevel(Layer layer, RandomGenerator random) {
        int size = layer.size;
        int[] flat = layer.pixels.clone();
        double strength = 0.15 + 0.25 * random.nextDouble();
        int across = random.nextBoolean() ? 1 : -1;
        for (int y = 1; y < size - 1; y++) {
            for (int x = 1; x < size - 1; x++) {
                int i = y * size + x;
                int alpha = flat[i] >>> 24;
                if (alpha > 0) {
                    int slope = height(flat[i + size + across]) - height(flat[i - size - across]);
                    layer.pixels[i] = (alpha << 24) | lit(flat[i], alpha, (int) (slope * strength));
                }
            }
        }
    }

    /** A pixel's height: what is there stands out, and what is bright stands out more. */
    private static int height(int pixel) {
        return (pixel >>> 24) / 2 + Tint.luminance(pixel & 0xFFFFFF) / 2;
    }

    private static int lit(int pixel, int alpha, int amount) {
        int red = Math.clamp(((pixel >> 16) & 255) + amount, 0, alpha);
        int green = Math.clamp(((pixel >> 8) & 255) + amount, 0, alpha);
        int blue = Math.clamp((pixel & 255) + amount, 0, alpha);
        return (red << 16) | (green << 8) | blue;
    }
}
