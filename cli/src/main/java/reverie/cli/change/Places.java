package reverie.cli.change;

import reverie.cli.report.UsageException;
import reverie.engine.image.Image;

/** Changes of where things are. */
final class Places {

    private static final int COLOURS = 3;

    private Places() {}

    /** Left becomes right. */
    static Image mirror(Image photo) {
        float[] rgb = new float[photo.rgb().length];
        int width = photo.width();
        for (int pixel = 0; pixel < rgb.length / COLOURS; pixel++) {
            int x = pixel % width;
            copy(photo, pixel - x + width - 1 - x, rgb, pixel);
        }
        return new Image(photo.height(), width, rgb);
    }

    /** To the right, or left if negative; what leaves at one edge comes in at the other, so that nothing is lost. */
    static Image shift(Image photo, int pixels) {
        int width = photo.width();
        if (Math.abs(pixels) >= width) {
            throw new UsageException("the photo is only %d pixels wide".formatted(width));
        }
        float[] rgb = new float[photo.rgb().length];
        for (int pixel = 0; pixel < rgb.length / COLOURS; pixel++) {
            int x = pixel % width;
            copy(photo, pixel - x + Math.floorMod(x - pixels, width), rgb, pixel);
        }
        return new Image(photo.height(), width, rgb);
    }

    private static void copy(Image photo, int from, float[] rgb, int to) {
        System.arraycopy(photo.rgb(), COLOURS * from, rgb, COLOURS * to, COLOURS);
    }

    /**
     * A rectangle of a picture.
     *
     * @param x of its left column, from 0
     * @param y of its upper row, from 0
     */
    record Rectangle(int x, int y, int width, int height) {

        private void requireInside(Image photo) {
            if (width < 1 || height < 1 || (long) x + width > photo.width() || (long) y + height > photo.height()) {
                throw new UsageException("%d x %d pixels at %d,%d are not all inside the photo of %d x %d"
                        .formatted(width, height, x, y, photo.width(), photo.height()));
            }
        }
    }

    /** Copies what is in one place to another, over what was there. */
    static Image copied(Image photo, Rectangle from, int toX, int toY) {
        from.requireInside(photo);
        new Rectangle(toX, toY, from.width, from.height).requireInside(photo);
        float[] rgb = photo.rgb().clone();
        for (int row = 0; row < from.height; row++) {
            System.arraycopy(
                    photo.rgb(),
                    COLOURS * ((from.y + row) * photo.width() + from.x),
                    rgb,
                    COLOURS * ((toY + row) * photo.width() + toX),
                    COLOURS * from.width);
        }
        return new Image(photo.height(), photo.width(), rgb);
    }
}
