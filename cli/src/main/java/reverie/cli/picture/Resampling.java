package reverie.cli.picture;

import java.util.stream.IntStream;
import reverie.engine.image.Image;

/**
 * Pictures at other sizes. Where a side shrinks, every new pixel is the exact average of the area it covers, with the
 * pixels at its borders counted by the fraction that lies inside, so that nothing aliases and fractions stay;
 * where a side grows, neighbours are interpolated linearly. The two axes are independent.
 *
 * <p>This is for photos on their way in. The dream loop's own octaves are scaled as its reference scales them, which is
 * another rule (corner to corner) and another place.
 */
public final class Resampling {

    private Resampling() {}

    /** The picture with neither side longer than {@code longestSide}; one that fits already is returned as it is. */
    public static Image shrinkToLongestSide(Image image, int longestSide) {
        if (longestSide < 1) {
            throw new IllegalArgumentException("a longest side of %d pixels".formatted(longestSide));
        }
        int longest = Math.max(image.height(), image.width());
        if (longest <= longestSide) {
            return image;
        }
        double scale = (double) longestSide / longest;
        return resize(
                image,
                Math.max(1, Math.toIntExact(Math.round(image.height() * scale))),
                Math.max(1, Math.toIntExact(Math.round(image.width() * scale))));
    }

    /** The whole picture at another size, whatever that does to its aspect. */
    public static Image resize(Image image, int height, int width) {
        return resample(image, Axis.of(0, image.height(), height), Axis.of(0, image.width(), width));
    }

    /**
     * The input of a network with a fixed input size: the largest centred part of the picture that has the aspect of
     * height x width, at that size. A picture of this size already is returned as it is.
     */
    public static Image centreCrop(Image image, int height, int width) {
        // The crop keeps whole pixels: shifted by half a pixel, a picture that needs no scaling would be blurred.
        int cropHeight = Math.min(image.height(), rounded((double) image.width() * height / width));
        int cropWidth = Math.min(image.width(), rounded((double) image.height() * width / height));
        return resample(
                image,
                Axis.of((image.height() - cropHeight) / 2, cropHeight, height),
                Axis.of((image.width() - cropWidth) / 2, cropWidth, width));
    }

    private static int rounded(double length) {
        return (int) Math.max(1, Math.round(length));
    }

    private static Image resample(Image image, Axis rows, Axis columns) {
        if (rows.isIdentity(image.height()) && columns.isIdentity(image.width())) {
            return image;
        }
        float[] rgb = new float[Math.multiplyExact(Math.multiplyExact(rows.length(), columns.length()), 3)];
        // Each row is made by one thread, from sums in double, so that any number of threads gives the same picture.
        IntStream.range(0, rows.length()).parallel().forEach(y -> {
            double[] row = weightedRow(image, rows.first()[y], rows.weights()[y]);
            for (int x = 0; x < columns.length(); x++) {
                double[] weights = columns.weights()[x];
                for (int channel = 0; channel < 3; channel++) {
                    double sum = 0;
                    for (int i = 0; i < weights.length; i++) {
                        sum += weights[i] * row[3 * (columns.first()[x] + i) + channel];
                    }
                    rgb[3 * (y * columns.length() + x) + channel] = (float) sum;
                }
            }
        });
        return new Image(rows.length(), columns.length(), rgb);
    }

    /** The weighted sum of rows from {@code first} on: width x 3. */
    private static double[] weightedRow(Image image, int first, double[] weights) {
        int length = 3 * image.width();
        double[] row = new double[length];
        for (int i = 0; i < weights.length; i++) {
            int start = (first + i) * length;
            for (int j = 0; j < length; j++) {
                row[j] += weights[i] * image.rgb()[start + j];
            }
        }
        return row;
    }

    /**
     * How the pixels of one new axis are made of old ones.
     *
     * @param first per new pixel, the first old one that counts
     * @param weights per new pixel, the weights of the old ones from there on; their sum is 1
     */
    private record Axis(int[] first, double[][] weights) {

        /** The axis that makes {@code to} new pixels of the {@code from} old ones that begin at {@code start}. */
        static Axis of(int start, int from, int to) {
            if (to < 1) {
                throw new IllegalArgumentException("a picture side of %d pixels".formatted(to));
            }
            Axis axis = new Axis(new int[to], new double[to][]);
            for (int i = 0; i < to; i++) {
                if (to <= from) {
                    axis.average(i, start, (double) i * from / to, (double) (i + 1) * from / to);
                } else {
                    axis.interpolate(i, start, from, (i + 0.5) * from / to - 0.5);
                }
            }
            return axis;
        }

        private void average(int i, int start, double begin, double end) {
            int low = (int) begin;
            int high = (int) Math.ceil(end); // exclusive
            first[i] = start + low;
            weights[i] = new double[high - low];
            for (int j = low; j < high; j++) {
                weights[i][j - low] = (Math.min(end, j + 1) - Math.max(begin, j)) / (end - begin);
            }
        }

        private void interpolate(int i, int start, int from, double position) {
            double inside = Math.clamp(position, 0, from - 1);
            int low = (int) inside;
            double fraction = inside - low;
            first[i] = start + low;
            weights[i] = fraction == 0 ? new double[] {1} : new double[] {1 - fraction, fraction};
        }

        int length() {
            return first.length;
        }

        boolean isIdentity(int from) {
            return length() == from && IntStream.range(0, from).allMatch(i -> first[i] == i && weights[i].length == 1);
        }
    }
}
