package reverie.cli.motion;

import reverie.engine.image.Image;

/**
 * The pixels along one axis that make the value at a place between them, and their weights, whose sum is 1: cubic convolution
 * with a = -1/2 (R. Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981), also known as Catmull-Rom.
 * Beyond its edges a picture goes on as in a mirror.
 *
 * <p>Made once per row and placed anew for each pixel.
 */
final class CubicTaps {

    private static final int REACH = 2; // in pixels

    private final int size;
    private final double stretch;
    private final int[] pixels;
    private final double[] weights;
    private int count;

    /**
     * Taps of one axis.
     *
     * @param size the picture's pixels along it
     * @param stretch how much wider than usual the kernel is, at least 1: where a picture shrinks, by as much
     */
    CubicTaps(int size, double stretch) {
        this.size = size;
        this.stretch = stretch;
        this.pixels = new int[(int) (2 * REACH * stretch) + 2];
        this.weights = new double[pixels.length];
    }

    /** Moves the taps to a position in pixels; whole numbers are the middles of pixels. */
    void place(double position) {
        int first = (int) Math.ceil(position - REACH * stretch);
        int last = (int) Math.floor(position + REACH * stretch);
        double sum = 0;
        count = 0;
        for (int pixel = first; pixel <= last; pixel++) {
            pixels[count] = mirrored(pixel);
            weights[count] = kernel((pixel - position) / stretch);
            sum += weights[count];
            count++;
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= sum;
        }
    }

    private int mirrored(int pixel) {
        int within = Math.floorMod(pixel, 2 * size);
        return within < size ? within : 2 * size - 1 - within;
    }

    private static double kernel(double distance) {
        double d = Math.abs(distance);
        if (d < 1) {
            return (1.5 * d - 2.5) * d * d + 1;
        }
        return d < REACH ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }

    /**
     * The colour of a picture where two axes' taps have been placed, from 0 to 255.
     *
     * @param rgb receives red, green and blue from index {@code to} on
     */
    static void sample(Image image, CubicTaps down, CubicTaps across, float[] rgb, int to) {
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int i = 0; i < down.count; i++) {
            int row = down.pixels[i] * image.width();
            for (int j = 0; j < across.count; j++) {
                double weight = down.weights[i] * across.weights[j];
                int from = 3 * (row + across.pixels[j]);
                red += weight * image.rgb()[from];
                green += weight * image.rgb()[from + 1];
                blue += weight * image.rgb()[from + 2];
            }
        }
        rgb[to] = (float) Math.clamp(red, 0, 255); // the kernel overshoots at edges
        rgb[to + 1] = (float) Math.clamp(green, 0, 255);
        rgb[to + 2] = (float) Math.clamp(blue, 0, 255);
    }
}
