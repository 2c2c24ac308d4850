package reverie.cli.change;

import java.util.Arrays;
import java.util.stream.IntStream;
import reverie.engine.image.Image;

/** Smooths a picture by a Gaussian, first along rows and then along columns; beyond its edges it goes on as they are. */
final class Blur {

    private static final int COLOURS = 3;

    private Blur() {}

    /** @param deviation of the Gaussian, in pixels */
    static Image gaussian(Image photo, double deviation) {
        double[] weights = weights(deviation);
        int height = photo.height();
        int width = photo.width();
        float[] across = new float[photo.rgb().length];
        float[] both = new float[photo.rgb().length];
        smooth(photo.rgb(), across, weights, height, width, COLOURS * width, COLOURS);
        smooth(across, both, weights, width, height, COLOURS, COLOURS * width);
        return new Image(height, width, both);
    }

    /** The Gaussian at whole pixels, three deviations to each side; the sum is 1. */
    private static double[] weights(double deviation) {
        int reach = (int) Math.ceil(3 * deviation);
        double[] weights = new double[2 * reach + 1];
        Arrays.setAll(weights, i -> StrictMath.exp(-(i - reach) * (double) (i - reach) / (2 * deviation * deviation)));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, i -> weights[i] / sum);
        return weights;
    }

    /**
     * Smooths lines of a picture, all colours of a pixel alike.
     *
     * @param stride from one line to the next
     * @param step from one pixel of a line to the next
     */
    private static void smooth(
            float[] from, float[] to, double[] weights, int lines, int length, int stride, int step) {
        int reach = weights.length / 2;
        IntStream.range(0, lines).parallel().forEach(line -> {
            for (int i = 0; i < length; i++) {
                for (int colour = 0; colour < COLOURS; colour++) {
                    double sum = 0;
                    for (int tap = -reach; tap <= reach; tap++) {
                        int inside = Math.clamp(i + tap, 0, length - 1);
                        sum += weights[tap + reach] * from[line * stride + inside * step + colour];
                    }
                    to[line * stride + i * step + colour] = (float) sum;
                }
            }
        });
    }
}
