package reverie.cli.compare;

import reverie.engine.image.Image;

/** Mean and standard deviation of several dreams of the same photo, pixel by pixel, without keeping the dreams. */
final class SeedStatistics {

    private static final int COLOURS = 3;

    private final int height;
    private final int width;
    private final double[] sums;
    private final double[] squares; // of the distances from the mean so far, after Welford 1962
    private int count;

    SeedStatistics(int height, int width) {
        this.height = height;
        this.width = width;
        this.sums = new double[COLOURS * height * width];
        this.squares = new double[COLOURS * height * width];
    }

    void add(Image dream) {
        count++;
        for (int i = 0; i < sums.length; i++) {
            double value = dream.rgb()[i];
            double before = count == 1 ? value : sums[i] / (count - 1);
            sums[i] += value;
            squares[i] += (value - before) * (value - sums[i] / count);
        }
    }

    int count() {
        return count;
    }

    Image mean() {
        float[] rgb = new float[sums.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (float) (sums[i] / count);
        }
        return new Image(height, width, rgb);
    }

    /** The root of the variance, sum (x - mean)^2 / (n - 1), of each pixel, with the mean variance of its colours. */
    GreyMap deviation() {
        double[] deviations = new double[height * width];
        for (int pixel = 0; pixel < deviations.length; pixel++) {
            double sum = 0;
            for (int colour = 0; colour < COLOURS; colour++) {
                sum += squares[COLOURS * pixel + colour];
            }
            deviations[pixel] = Math.sqrt(sum / COLOURS / Math.max(1, count - 1));
        }
        return GreyMap.of(height, width, deviations);
    }
}
