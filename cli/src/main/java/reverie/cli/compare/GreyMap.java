package reverie.cli.compare;

import java.util.Arrays;
import reverie.engine.image.Image;

/**
 * One value for each pixel as a picture: black is nothing, white what one pixel of a hundred reaches, or more.
 *
 * @param picture in greys
 * @param white the least value that is white, in grey levels
 */
record GreyMap(Image picture, double white) {

    private static final int COLOURS = 3;
    private static final double WHITE = 255;
    private static final double BELOW_WHITE = 0.99;

    /** The map of some values, one for each pixel. */
    static GreyMap of(int height, int width, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double usual = sorted[(int) (BELOW_WHITE * (sorted.length - 1))];
        double white = usual > 0 ? usual : sorted[sorted.length - 1];
        float[] rgb = new float[COLOURS * values.length];
        for (int i = 0; i < rgb.length && white > 0; i++) {
            rgb[i] = (float) (WHITE * Math.min(1, values[i / COLOURS] / white));
        }
        return new GreyMap(new Image(height, width, rgb), white);
    }

    /** How far two pictures differ in each pixel: the mean over its colours of |a - b|. */
    static GreyMap difference(Image a, Image b) {
        double[] values = new double[a.height() * a.width()];
        for (int i = 0; i < a.rgb().length; i++) {
            values[i / COLOURS] += Math.abs((double) a.rgb()[i] - b.rgb()[i]) / COLOURS;
        }
        return of(a.height(), a.width(), values);
    }
}
