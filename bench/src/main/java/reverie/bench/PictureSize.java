package reverie.bench;

/**
 * The size of the picture that a network looks at.
 *
 * @param height rows
 * @param width columns
 */
public record PictureSize(int height, int width) {

    /**
     * Reads {@code HEIGHTxWIDTH}, the order of all shapes in this project.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static PictureSize parse(String text) {
        if (!text.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException(
                    "a picture size is HEIGHTxWIDTH, for example 575x1024, not '%s'".formatted(text));
        }
        int x = text.indexOf('x');
        return new PictureSize(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
    }

    @Override
    public String toString() {
        return height + "x" + width;
    }
}
