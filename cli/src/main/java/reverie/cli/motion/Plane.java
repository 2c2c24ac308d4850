package reverie.cli.motion;

import java.util.stream.IntStream;
import reverie.engine.image.Image;

/**
 * One value per pixel. Beyond its edges a plane goes on with the values at them.
 *
 * @param height rows
 * @param width columns
 * @param values height x width of them; not copied
 */
record Plane(int height, int width, float[] values) {

    /** An empty plane. */
    Plane(int height, int width) {
        this(height, width, new float[height * width]);
    }

    /** How bright a picture is, from 0 to 255: its luma after ITU-R BT.601. */
    static Plane luma(Image image) {
        Plane luma = new Plane(image.height(), image.width());
        float[] rgb = image.rgb();
        for (int i = 0; i < luma.values.length; i++) {
            luma.values[i] = 0.299f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2];
        }
        return luma;
    }

    /**
     * Each value replaced by a weighted sum of those around it, first down, then across.
     *
     * @param down weights from {@code -radius} to {@code radius} rows
     * @param across the same for columns
     */
    Plane filter(float[] down, float[] across) {
        return filterDown(down).filterAcross(across);
    }

    Plane filterDown(float[] weights) {
        int radius = weights.length / 2;
        Plane result = new Plane(height, width);
        IntStream.range(0, height).parallel().forEach(y -> {
            for (int i = -radius; i <= radius; i++) {
                int from = Math.clamp(y + i, 0, height - 1) * width;
                float weight = weights[radius + i];
                for (int x = 0; x < width; x++) {
                    result.values[y * width + x] += weight * values[from + x];
                }
            }
        });
        return result;
    }

    Plane filterAcross(float[] weights) {
        int radius = weights.length / 2;
        Plane result = new Plane(height, width);
        IntStream.range(0, height).parallel().forEach(y -> {
            float[] row = new float[width + 2 * radius];
            for (int x = 0; x < row.length; x++) {
                row[x] = values[y * width + Math.clamp(x - radius, 0, width - 1)];
            }
            for (int i = 0; i < weights.length; i++) {
                float weight = weights[i];
                for (int x = 0; x < width; x++) {
                    result.values[y * width + x] += weight * row[x + i];
                }
            }
        });
        return result;
    }

    /** The value between pixels, interpolated linearly. */
    float at(float y, float x) {
        float insideY = Math.clamp(y, 0, height - 1);
        float insideX = Math.clamp(x, 0, width - 1);
        int top = (int) insideY;
        int left = (int) insideX;
        int bottom = Math.min(top + 1, height - 1) * width;
        int right = Math.min(left + 1, width - 1);
        float dx = insideX - left;
        float above = values[top * width + left] * (1 - dx) + values[top * width + right] * dx;
        float below = values[bottom + left] * (1 - dx) + values[bottom + right] * dx;
        return above + (insideY - top) * (below - above);
    }

    /** Half as high and wide, rounded up, smoothed before; pixel (y, x) lies where (2 y, 2 x) was. */
    Plane half() {
        float[] binomial = {1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f};
        Plane smooth = filter(binomial, binomial);
        Plane half = new Plane((height + 1) / 2, (width + 1) / 2);
        for (int y = 0; y < half.height; y++) {
            for (int x = 0; x < half.width; x++) {
                half.values[y * half.width + x] = smooth.values[2 * y * width + 2 * x];
            }
        }
        return half;
    }

    /** Weights of a Gaussian from {@code -radius} to {@code radius}; their sum is 1. */
    static float[] gaussian(double sigma, int radius) {
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = (i - radius) / sigma;
            weights[i] = Math.exp(-distance * distance / 2);
            sum += weights[i];
        }
        float[] normalised = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            normalised[i] = (float) (weights[i] / sum);
        }
        return normalised;
    }
}
