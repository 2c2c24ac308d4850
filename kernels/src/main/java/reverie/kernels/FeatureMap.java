package reverie.kernels;

import java.util.Objects;

/**
 * A view of height x width x channels floats in a buffer. The channels of a pixel are contiguous; pixels follow each other
 * in steps of {@code pixelStride}, row after row without a gap. Where the stride exceeds the channel count the map is a
 * band of channels of a wider one: so the branches of an inception module write straight into their concatenation.
 *
 * @param buffer where the values are
 * @param offset index of the first value
 * @param height rows
 * @param width pixels in a row
 * @param channels values in a pixel
 * @param pixelStride floats from one pixel to the next, at least {@code channels}
 */
public record FeatureMap(Buffer buffer, int offset, int height, int width, int channels, int pixelStride) {

    public FeatureMap {
        Objects.requireNonNull(buffer);
        if (height < 1 || width < 1 || channels < 1 || offset < 0 || pixelStride < channels) {
            throw new IllegalArgumentException("feature map %d x %d x %d at %d with pixel stride %d"
                    .formatted(height, width, channels, offset, pixelStride));
        }
        long end = offset + ((long) height * width - 1) * pixelStride + channels;
        if (end > buffer.length()) {
            throw new IllegalArgumentException("feature map %d x %d x %d ends at %d, its buffer at %d"
                    .formatted(height, width, channels, end, buffer.length()));
        }
    }

    /** A map that fills its buffer from the start, without gaps. */
    public static FeatureMap dense(Buffer buffer, int height, int width, int channels) {
        return new FeatureMap(buffer, 0, height, width, channels, channels);
    }

    /** The band of {@code count} channels that starts at channel {@code first}. */
    public FeatureMap channels(int first, int count) {
        if (first < 0 || count < 1 || first + count > channels) {
            throw new IllegalArgumentException(
                    "channels [%d, %d) of a map with %d".formatted(first, first + count, channels));
        }
        return new FeatureMap(buffer, offset + first, height, width, count, pixelStride);
    }

    /** Index of the first channel of the pixel at row {@code y}, column {@code x}. */
    public int at(int y, int x) {
        return offset + (y * width + x) * pixelStride;
    }

    /** Floats from one row to the next. */
    public int rowStride() {
        return width * pixelStride;
    }

    public int pixels() {
        return height * width;
    }

    /** How many values the view shows. */
    public int size() {
        return Math.multiplyExact(pixels(), channels);
    }

    public boolean isDense() {
        return pixelStride == channels;
    }

    public boolean hasShapeOf(FeatureMap other) {
        return height == other.height && width == other.width && channels == other.channels;
    }

    /** The shape alone, for messages: {@code height x width x channels}. */
    public String shape() {
        return height + " x " + width + " x " + channels;
    }
}
