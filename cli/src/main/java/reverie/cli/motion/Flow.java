package reverie.cli.motion;

import java.util.stream.IntStream;
import reverie.engine.image.Image;

/**
 * Where each pixel of one picture is in another: the pixel at (x, y) of the first is at (x + dx, y + dy) of the second.
 *
 * @param height rows of the first picture
 * @param width columns of the first picture
 * @param dx displacement to the right of each pixel, in pixels; not copied, and not to be changed
 * @param dy displacement downwards
 */
public record Flow(int height, int width, float[] dx, float[] dy) {

    public Flow {
        if (dx.length != height * width || dy.length != dx.length) {
            throw new IllegalArgumentException(
                    "a flow of %d x %d pixels with %d and %d values".formatted(height, width, dx.length, dy.length));
        }
    }

    /**
     * Takes every pixel from where the flow says that it is.
     *
     * @param second a picture of the second picture's size, for example a dream on it
     * @return its content in the places of the first picture
     */
    public Image warp(Image second) {
        float[] rgb = new float[3 * height * width];
        IntStream.range(0, height).parallel().forEach(y -> {
            CubicTaps across = new CubicTaps(second.width(), 1);
            CubicTaps down = new CubicTaps(second.height(), 1);
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                across.place(x + dx[i]);
                down.place(y + dy[i]);
                CubicTaps.sample(second, down, across, rgb, 3 * i);
            }
        });
        return new Image(height, width, rgb);
    }
}
