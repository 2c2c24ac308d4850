package reverie.cli.motion;

import reverie.engine.image.Image;

/** Pictures with detail of every size, known at every point, so that what has moved can be drawn as exactly as what has not. */
final class Textures {

    private Textures() {}

    /** Where in the texture a pixel looks. */
    @FunctionalInterface
    interface Place {

        double[] of(double x, double y);
    }

    static final Place STILL = (x, y) -> new double[] {x, y};

    /** A picture of the texture, seen from the places that are given. */
    static Image picture(int height, int width, Place place) {
        float[] rgb = new float[3 * height * width];
        for (int i = 0; i < height * width; i++) {
            int x = i % width;
            int y = i / width;
            double[] at = place.of(x, y);
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * i + channel] = (float) Math.clamp(value(at[0] + 1000 * channel, at[1]), 0, 255);
            }
        }
        return new Image(height, width, rgb);
    }

    /** Noise in six sizes, the coarser the stronger, between 0 and 255 nearly everywhere. */
    private static double value(double x, double y) {
        double sum = 128;
        double strength = 25;
        for (int octave = 0, size = 4; octave < 6; octave++, size *= 2) {
            sum += strength * (noise(x / size, y / size, octave) - 0.5);
            strength *= 1.3;
        }
        return sum;
    }

    private static double noise(double x, double y, int seed) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double across = smooth(x - left);
        double down = smooth(y - top);
        double above = random(left, top, seed) * (1 - across) + random(left + 1, top, seed) * across;
        double below = random(left, top + 1, seed) * (1 - across) + random(left + 1, top + 1, seed) * across;
        return above * (1 - down) + below * down;
    }

    /** From 0 to 1 with two derivatives of 0 at both ends. */
    private static double smooth(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }

    private static double random(int x, int y, int seed) {
        long bits = x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL + seed * 0x165667B19E3779F9L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return ((bits ^ (bits >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
