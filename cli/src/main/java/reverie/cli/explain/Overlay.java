package reverie.cli.explain;

import reverie.cli.picture.Resampling;
import reverie.engine.image.Image;

/** A photo in grey with a map in colours laid over it: where the map is 0 there is only the photo. */
final class Overlay {

    /** The longer side that small pictures are enlarged to. */
    private static final int SIDE = 320;

    private static final double STRONGEST = 0.9;

    /** Lets middling values show, and little ones not cover the photo. */
    private static final double GROWTH = 0.75;

    private Overlay() {}

    /** The picture as large as overlays of it. */
    static Image enlarged(Image picture) {
        int longest = Math.max(picture.height(), picture.width());
        return longest >= SIDE
                ? picture
                : Resampling.resize(
                        picture,
                        Math.max(1, picture.height() * SIDE / longest),
                        Math.max(1, picture.width() * SIDE / longest));
    }

    /**
     * The overlay.
     *
     * @param map none negative, of any size
     */
    static Image of(Image picture, Plane map) {
        Image photo = enlarged(picture);
        double scale = map.scale();
        Plane spread = map.resized(photo.height(), photo.width());
        float[] rgb = new float[photo.rgb().length];
        for (int i = 0; i < rgb.length; i += 3) {
            float grey = (photo.rgb()[i] + photo.rgb()[i + 1] + photo.rgb()[i + 2]) / 3;
            double share = scale == 0 ? 0 : Math.min(1, spread.values()[i / 3] / scale);
            float[] colour = ColourMap.HEAT.colour(0.3 + 0.7 * share);
            double weight = STRONGEST * Math.pow(share, GROWTH);
            for (int c = 0; c < 3; c++) {
                rgb[i + c] = (float) ((1 - weight) * 0.8 * grey + weight * colour[c]);
            }
        }
        return new Image(photo.height(), photo.width(), rgb);
    }
}
