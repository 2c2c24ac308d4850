package reverie.motifs;

import java.util.random.RandomGenerator;

/** Bends what is on a layer: a plane seen aslant, whose one side is nearer than the other, and slow ripples. */
final class Lens {

    private Lens() {}

    static void bend(Layer layer, RandomGenerator random) {
        int size = layer.size;
        int[] straight = layer.pixels.clone();
        double slantX = 0.15 * (2 * random.nextDouble() - 1);
        double slantY = 0.15 * (2 * random.nextDouble() - 1);
        double ripple = 0.05 * random.nextDouble();
        double waves = 2 + 4 * random.nextDouble();
        double phase = 6 * random.nextDouble();
        double inside = 1 - Math.abs(slantX) - Math.abs(slantY); // keeps the edges of the layer out of sight
        for (int row = 0; row < size; row++) {
            double y = (2 * row + 1.0) / size - 1;
            double shiftX = ripple * Math.sin(waves * y + phase);
            for (int column = 0; column < size; column++) {
                double x = (2 * column + 1.0) / size - 1;
                double depth = inside / (1 + slantX * x + slantY * y);
                double sourceX = depth * x + shiftX;
                double sourceY = depth * y + ripple * Math.sin(waves * x - phase);
                layer.pixels[row * size + column] =
                        between(straight, size, (sourceX + 1) * size / 2 - 0.5, (sourceY + 1) * size / 2 - 0.5);
            }
        }
    }

    /** The colour at a place between pixels, from the four around it. */
    private static int between(int[] pixels, int size, double x, double y) {
        double insideX = Math.clamp(x, 0, size - 1.001);
        double insideY = Math.clamp(y, 0, size - 1.001);
        int left = (int) insideX;
        int top = (int) insideY;
        int i = top * size + left;
        int right = (int) (256 * (insideX - left));
        int below = (int) (256 * (insideY - top));
        int upper = mix(pixels[i], pixels[i + 1], right);
        return mix(upper, mix(pixels[i + size], pixels[i + size + 1], right), below);
    }

    /** Four channels at once, two by two; {@code weight} of the second is from 0 to 256. */
    private static int mix(int first, int second, int weight) {
        int rest = 256 - weight;
        int even = (first & 0xFF00FF) * rest + (second & 0xFF00FF) * weight;
        int odd = ((first >>> 8) & 0xFF00FF) * rest + ((second >>> 8) & 0xFF00FF) * weight;
        return ((even >>> 8) & 0xFF00FF) | (odd & 0xFF00FF00);
    }
}
