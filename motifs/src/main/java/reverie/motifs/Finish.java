package reverie.motifs;

import java.util.random.RandomGenerator;

/** What a camera adds to a scene: light, contrast, a little blur and noise. */
final class Finish {

    private static final int ONE = 256; // factors are fixed-point

    private Finish() {}

    /** Changes opaque pixels in place. */
    static void apply(int[] rgb, int size, RandomGenerator random) {
        if (random.nextDouble() < 0.3) {
            blur(rgb, size, (int) (ONE * (0.3 + 0.7 * random.nextDouble())));
        }
        develop(rgb, size, random);
    }

    /** Mixes every pixel with the mean of its neighbours on a cross. */
    private static void blur(int[] rgb, int size, int strength) {
        int[] sharp = rgb.clone();
        for (int y = 0; y < size; y++) {
            int up = Math.max(y - 1, 0) * size;
            int down = Math.min(y + 1, size - 1) * size;
            for (int x = 0; x < size; x++) {
                int i = y * size + x;
                int left = sharp[y * size + Math.max(x - 1, 0)];
                int right = sharp[y * size + Math.min(x + 1, size - 1)];
                int mean = mean(left, right, sharp[up + x], sharp[down + x]);
                rgb[i] = Tint.mix(sharp[i], mean, strength / (double) ONE * 0.8);
            }
        }
    }

    private static int mean(int a, int b, int c, int d) {
        int redBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF);
        int green = (a & 0x00FF00) + (b & 0x00FF00) + (c & 0x00FF00) + (d & 0x00FF00);
        return ((redBlue >>> 2) & 0xFF00FF) | ((green >>> 2) & 0x00FF00);
    }

    /** Light that falls off across the picture, a tinted lamp, contrast and brightness, and the sensor's noise. */
    private static void develop(int[] rgb, int size, RandomGenerator random) {
        double angle = 2 * Math.PI * random.nextDouble();
        double fall = random.nextDouble() < 0.6 ? 0.35 * random.nextDouble() : 0;
        double contrast = 0.75 + 0.45 * random.nextDouble();
        double offset = 128 * (1 - contrast) + 30 * (random.nextDouble() - 0.5);
        double[] lamp = {lamp(random), lamp(random), lamp(random)};
        int grain = (int) (random.nextDouble() * random.nextDouble() * 12);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double across = ((x - size / 2.0) * Math.cos(angle) + (y - size / 2.0) * Math.sin(angle)) * 2 / size;
                double light = contrast * (1 + fall * across);
                long noise = random.nextLong();
                int i = y * size + x;
                int red = tone(((rgb[i] >> 16) & 255) * light * lamp[0] + offset, grain, noise);
                int green = tone(((rgb[i] >> 8) & 255) * light * lamp[1] + offset, grain, noise >>> 20);
                int blue = tone((rgb[i] & 255) * light * lamp[2] + offset, grain, noise >>> 40);
                rgb[i] = (red << 16) | (green << 8) | blue;
            }
        }
    }

    private static double lamp(RandomGenerator random) {
        return 0.92 + 0.16 * random.nextDouble();
    }

    /** One value with its noise: the sum of two even ones, which is nearly enough a bell. */
    private static int tone(double value, int grain, long noise) {
        long bell = (noise & 0x1FF) + ((noise >>> 9) & 0x1FF) - 0x1FF; // in [-511, 511]
        return (int) Math.clamp(value + grain * bell / 256.0, 0, 255);
    }
}
