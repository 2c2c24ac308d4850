package reverie.cli.change;

import java.util.function.DoubleUnaryOperator;
import reverie.engine.image.Image;

/** Changes of every value by itself, and of colours. */
final class Values {

    private static final int WHITE = 255;
    private static final double MID_GREY = 127.5;

    private Values() {}

    static Image brightness(Image photo, double levels) {
        return mapped(photo, value -> value + levels);
    }

    /** Away from mid-grey, or towards it. */
    static Image contrast(Image photo, double factor) {
        return mapped(photo, value -> MID_GREY + factor * (value - MID_GREY));
    }

    /** 255 (value / 255)^(1 / gamma): above 1 middle tones become lighter, black and white stay. */
    static Image gamma(Image photo, double gamma) {
        return mapped(photo, value -> WHITE * StrictMath.pow(value / WHITE, 1 / gamma));
    }

    private static Image mapped(Image photo, DoubleUnaryOperator map) {
        float[] rgb = new float[photo.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (float) Math.clamp(map.applyAsDouble(photo.rgb()[i]), 0, WHITE);
        }
        return new Image(photo.height(), photo.width(), rgb);
    }

    /**
     * Two colour channels change places.
     *
     * @param first from 0 for red to 2 for blue
     */
    static Image swap(Image photo, int first, int second) {
        float[] rgb = photo.rgb().clone();
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i + first] = photo.rgb()[i + second];
            rgb[i + second] = photo.rgb()[i + first];
        }
        return new Image(photo.height(), photo.width(), rgb);
    }
}
