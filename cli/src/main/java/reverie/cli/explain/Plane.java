package reverie.cli.explain;

import java.util.Arrays;
import reverie.cli.picture.Resampling;
import reverie.engine.image.Image;
import reverie.engine.network.Shape;

/**
 * One number per place.
 *
 * @param values height x width; not copied
 */
record Plane(int height, int width, float[] values) {

    /** Few values that stand out far would leave all others dark. */
    private static final double SHOWN = 0.995;

    /** One channel of a layer. */
    static Plane channel(float[] layer, Shape shape, int channel) {
        float[] values = new float[shape.height() * shape.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = layer[i * shape.channels() + channel];
        }
        return new Plane(shape.height(), shape.width(), values);
    }

    /** The root of the mean square over all channels of a layer. */
    static Plane overall(float[] layer, Shape shape) {
        float[] values = new float[shape.height() * shape.width()];
        for (int i = 0; i < values.length; i++) {
            double squares = 0;
            for (int c = 0; c < shape.channels(); c++) {
                double value = layer[i * shape.channels() + c];
                squares += value * value;
            }
            values[i] = (float) Math.sqrt(squares / shape.channels());
        }
        return new Plane(shape.height(), shape.width(), values);
    }

    /** The plane with neither side longer than so many places, each the mean of those that it stands for. */
    Plane shrunk(int longestSide) {
        return of(Resampling.shrinkToLongestSide(grey(), longestSide));
    }

    /** The plane at another size. */
    Plane resized(int newHeight, int newWidth) {
        return of(Resampling.resize(grey(), newHeight, newWidth));
    }

    /** As a picture a plane can be resized like one; its numbers are the values of all three colours. */
    private Image grey() {
        float[] rgb = new float[3 * values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = values[i / 3];
        }
        return new Image(height, width, rgb);
    }

    private static Plane of(Image grey) {
        float[] values = new float[grey.height() * grey.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = grey.rgb()[3 * i];
        }
        return new Plane(grey.height(), grey.width(), values);
    }

    /** The absolute value that all but a few per thousand do not exceed; the largest if that is 0. */
    double scale() {
        return scale(values);
    }

    /** The same of any numbers. */
    static double scale(float[] values) {
        float[] sizes = new float[values.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        Arrays.sort(sizes);
        float most = sizes[(int) (SHOWN * (sizes.length - 1))];
        return most > 0 ? most : sizes[sizes.length - 1];
    }

    /** The plane in colours, a pixel for each place. */
    Image coloured(ColourMap map, double scale) {
        float[] rgb = new float[3 * values.length];
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(map.colour(scale == 0 ? 0 : values[i] / scale), 0, rgb, 3 * i, 3);
        }
        return new Image(height, width, rgb);
    }
}
