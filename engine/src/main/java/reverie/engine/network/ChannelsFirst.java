package reverie.engine.network;

/**
 * The order of Caffe's blobs and of files: channels x height x width. Reverie computes in height x width x channels, so
 * values are reordered where they come in and go out, and nowhere else.
 */
public final class ChannelsFirst {

    private ChannelsFirst() {}

    /** From height x width x channels to channels x height x width. */
    public static float[] fromChannelsLast(float[] values, Shape shape) {
        int pixels = shape.height() * shape.width();
        float[] reordered = new float[values.length];
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < shape.channels(); c++) {
                reordered[c * pixels + pixel] = values[pixel * shape.channels() + c];
            }
        }
        return reordered;
    }

    /** From channels x height x width to height x width x channels. */
    public static float[] toChannelsLast(float[] values, Shape shape) {
        int pixels = shape.height() * shape.width();
        float[] reordered = new float[values.length];
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < shape.channels(); c++) {
                reordered[pixel * shape.channels() + c] = values[c * pixels + pixel];
            }
        }
        return reordered;
    }
}
