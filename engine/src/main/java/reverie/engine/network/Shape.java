package reverie.engine.network;

/**
 * The size of an activation.
 *
 * @param height rows
 * @param width columns
 * @param channels feature maps
 */
public record Shape(int height, int width, int channels) {

    public Shape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("shape %d x %d x %d".formatted(height, width, channels));
        }
    }

    /** How many values an activation of this shape has. */
    public long size() {
        return (long) height * width * channels;
    }

    @Override
    public String toString() {
        return height + " x " + width + " x " + channels;
    }
}
