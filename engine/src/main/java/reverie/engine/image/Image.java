package reverie.engine.image;

/**
 * A picture: height x width pixels of red, green and blue, each from 0 to 255.
 *
 * @param height rows
 * @param width columns
 * @param rgb height x width x 3 values; not copied, and not to be changed
 */
public record Image(int height, int width, float[] rgb) {

    public Image {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("image of %d x %d pixels".formatted(height, width));
        }
        if (rgb.length != Math.multiplyExact(Math.multiplyExact(height, width), 3)) {
            throw new IllegalArgumentException(
                    "image of %d x %d pixels with %d values".formatted(height, width, rgb.length));
        }
    }
}
