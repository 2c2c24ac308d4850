package reverie.cli.compare;

import reverie.engine.image.Image;

/**
 * One value for each pixel as a picture: black is nothing, white the greatest value.
 *
 * @param picture in greys
 * @param greatest value, in grey levels
 */
record GreyMap(Image picture, double greatest) {

    private static final int COLOURS = 3;
    private static final double WHITE = 255;

    /** The map of some values, one for each pixel. */
    static GreyMap of(int height, int width, double[] values) {
        double greatest = 0;
        for (double value : values) {
            greatest = Math.max(greatest, value);
        }
        float[] rgb = new float[COLOURS * values.length];
        for (int i = 0; i < rgb.length && greatest > 0; i++) {
            rgb[i] = (float) (WHITE * values[i / COLOURS] / greatest);
        }
        return new GreyMap(new Image(height, width, rgb), greatest);
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
