package reverie.engine.image;

import java.util.Arrays;

/**
 * The structural similarity (SSIM) of Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility
 * to structural similarity", IEEE Transactions on Image Processing 13 (2004), of the luminance Y' = 0.299 R + 0.587 G +
 * 0.114 B. Under a window with weights w, of sum 1, where m are weighted means, s2 weighted variances and s the covariance:
 *
 * <p>SSIM(a, b) = (2 m_a m_b + C1) (2 s_ab + C2) / ((m_a^2 + m_b^2 + C1) (s2_a + s2_b + C2)), C1 = (K1 L)^2, C2 = (K2 L)^2,
 * K1 = 0.01, K2 = 0.03, L = 255.
 *
 * <p>The window is a Gaussian of 11 x 11 pixels with sigma 1.5, and the result is the mean over all places where it lies
 * within the picture, at full size. In pictures less than 11 pixels high or wide the window is as short as that side.
 */
final class StructuralSimilarity {

    private static final int SIDE = 11;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;

    /** Of what means are taken: a, b, a^2, b^2, a b. */
    private static final int MOMENTS = 5;

    private StructuralSimilarity() {}

    static double of(Image a, Image b) {
        int width = a.width();
        double[] down = window(a.height());
        double[] across = window(width);
        int rows = a.height() - down.length + 1;
        int columns = width - across.length + 1;
        double sum = 0;
        double[] means = new double[width * MOMENTS];
        double[] moments = new double[MOMENTS];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(means, 0);
            for (int i = 0; i < down.length; i++) {
                addRow(a, b, row + i, down[i], means);
            }
            for (int column = 0; column < columns; column++) {
                Arrays.fill(moments, 0);
                for (int i = 0; i < across.length; i++) {
                    for (int m = 0; m < MOMENTS; m++) {
                        moments[m] += across[i] * means[(column + i) * MOMENTS + m];
                    }
                }
                sum += similarity(moments);
            }
        }
        return sum / rows / columns;
    }

    private static double[] window(int available) {
        double[] weights = new double[Math.min(SIDE, available)];
        double middle = (weights.length - 1) / 2.0;
        Arrays.setAll(weights, i -> Math.exp(-(i - middle) * (i - middle) / (2 * SIGMA * SIGMA)));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, i -> weights[i] / sum);
        return weights;
    }

    private static void addRow(Image a, Image b, int row, double weight, double[] means) {
        for (int column = 0; column < a.width(); column++) {
            int pixel = row * a.width() + column;
            double first = luminance(a, pixel);
            double second = luminance(b, pixel);
            int at = column * MOMENTS;
            means[at] += weight * first;
            means[at + 1] += weight * second;
            means[at + 2] += weight * first * first;
            means[at + 3] += weight * second * second;
            means[at + 4] += weight * first * second;
        }
    }

    private static double luminance(Image image, int pixel) {
        float[] rgb = image.rgb();
        return 0.299 * rgb[3 * pixel] + 0.587 * rgb[3 * pixel + 1] + 0.114 * rgb[3 * pixel + 2];
    }

    private static double similarity(double[] moments) {
        double a = moments[0];
        double b = moments[1];
        double varianceA = moments[2] - a * a;
        double varianceB = moments[3] - b * b;
        double covariance = moments[4] - a * b;
        return (2 * a * b + C1) * (2 * covariance + C2) / ((a * a + b * b + C1) * (varianceA + varianceB + C2));
    }
}
