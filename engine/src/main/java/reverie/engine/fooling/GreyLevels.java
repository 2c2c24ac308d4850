package reverie.engine.fooling;

import reverie.engine.image.Image;

/** Pictures as files hold them: whole numbers from 0 to 255. */
public final class GreyLevels {

    static final float WHITE = 255;

    private GreyLevels() {}

    /** The picture with each value at the nearest grey level, halves up. */
    public static Image round(Image image) {
        float[] rgb = new float[image.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = Math.clamp(Math.round(image.rgb()[i]), 0, (int) WHITE);
        }
        return new Image(image.height(), image.width(), rgb);
    }
}
