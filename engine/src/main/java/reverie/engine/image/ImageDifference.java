package reverie.engine.image;

import java.util.Locale;

/**
 * How far apart two pictures of one size are. All values are over all pixels and colours, of the values 0 to 255 as they
 * are, without rounding to whole numbers.
 *
 * @param meanAbsolute mean |a - b|, from 0 to 255
 * @param rootMeanSquare the root of the mean (a - b)^2 (RMSE), from 0 to 255
 * @param l2 the root of the sum of all (a - b)^2, which grows with the picture's size
 * @param greatest the greatest |a - b| (L-infinity), from 0 to 255
 * @param structuralSimilarity SSIM after Wang, Bovik, Sheikh and Simoncelli 2004, 1 for equal pictures; see {@link
 *     StructuralSimilarity} for the variant
 */
public record ImageDifference(
        double meanAbsolute, double rootMeanSquare, double l2, double greatest, double structuralSimilarity) {

    private static final double WHITE = 255;

    /**
     * Compares; the order of the two does not matter.
     *
     * @throws IllegalArgumentException if they differ in size
     */
    public static ImageDifference between(Image a, Image b) {
        if (a.height() != b.height() || a.width() != b.width()) {
            throw new IllegalArgumentException("pictures of %d x %d and %d x %d pixels cannot be compared"
                    .formatted(a.height(), a.width(), b.height(), b.width()));
        }
        double absolute = 0;
        double squares = 0;
        double greatest = 0;
        int values = a.rgb().length;
        for (int i = 0; i < values; i++) {
            double difference = Math.abs((double) a.rgb()[i] - b.rgb()[i]);
            absolute += difference;
            squares += difference * difference;
            greatest = Math.max(greatest, difference);
        }
        return new ImageDifference(
                absolute / values,
                Math.sqrt(squares / values),
                Math.sqrt(squares),
                greatest,
                StructuralSimilarity.of(a, b));
    }

    /** The peak signal-to-noise ratio 20 log10(255 / RMSE) in dB, which is infinite for equal pictures. */
    public double peakSignalToNoise() {
        return 20 * Math.log10(WHITE / rootMeanSquare);
    }

    /** {@link #peakSignalToNoise} to be read: with two decimals and without the unit, or the sign for infinity. */
    public String peakSignalToNoiseText() {
        double ratio = peakSignalToNoise();
        return Double.isInfinite(ratio) ? "∞" : String.format(Locale.ROOT, "%.2f", ratio);
    }
}
