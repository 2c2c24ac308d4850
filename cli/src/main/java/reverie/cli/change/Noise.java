package reverie.cli.change;

import java.util.Random;
import reverie.engine.image.Image;

/** Changes that are left to chance, or as small as can be. {@link Random}'s numbers are fixed for all Javas. */
final class Noise {

    private static final int WHITE = 255;

    private Noise() {}

    /** Every value of every pixel by itself, normally distributed; fractions of grey levels stay, white and black too. */
    static Image gaussian(Image photo, double deviation, long seed) {
        var random = new Random(seed);
        float[] rgb = photo.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (float) Math.clamp(rgb[i] + deviation * random.nextGaussian(), 0, WHITE);
        }
        return new Image(photo.height(), photo.width(), rgb);
    }

    /**
     * What rounding does: every value becomes the next float, at random above or below. Around a grey level of 100 these lie
     * 7.6e-6 apart.
     */
    static Image rounding(Image photo, long seed) {
        var random = new Random(seed);
        float[] rgb = photo.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            boolean up = random.nextBoolean() ? rgb[i] < WHITE : rgb[i] <= 0;
            rgb[i] = up ? Math.nextUp(rgb[i]) : Math.nextDown(rgb[i]);
        }
        return new Image(photo.height(), photo.width(), rgb);
    }

    /** The pixel in the middle alone, in all three colours; the other way where there is no room. */
    static Image pixel(Image photo, double levels) {
        float[] rgb = photo.rgb().clone();
        int middle = 3 * (photo.height() / 2 * photo.width() + photo.width() / 2);
        for (int i = middle; i < middle + 3; i++) {
            double changed = rgb[i] + levels;
            rgb[i] = (float) (changed >= 0 && changed <= WHITE ? changed : Math.clamp(rgb[i] - levels, 0, WHITE));
        }
        return new Image(photo.height(), photo.width(), rgb);
    }
}
