package reverie.bench.peer;

import java.util.Arrays;
import java.util.Random;
import reverie.bench.PictureSize;
import reverie.engine.image.Image;

/**
 * A picture that is made, not taken: clouds of random colour at every scale, as smooth and as varied as a photo, and the
 * same for a size every time. White noise would not do, since what ReLU and pooling let through depends on the picture.
 */
final class TestPicture {

    private static final int COARSEST = 128;
    private static final int FINEST = 1;

    /** With what is left of it at each finer scale, the sum stays within black and white: nothing is cut off and flat. */
    private static final float COARSEST_AMPLITUDE = 40;

    private static final float REMAINS = 0.7f;

    private TestPicture() {}

    /** The picture, RGB. */
    static Image of(PictureSize size) {
        float[] rgb = new float[3 * size.height() * size.width()];
        Arrays.fill(rgb, 127.5f);
        var random = new Random(1701);
        float amplitude = COARSEST_AMPLITUDE;
        for (int cell = COARSEST; cell >= FINEST; cell /= 2) {
            addClouds(rgb, size, cell, amplitude, random);
            amplitude *= REMAINS;
        }
        return new Image(size.height(), size.width(), rgb);
    }

    /** Random values on a grid of cells, and between them what lies between. */
    private static void addClouds(float[] rgb, PictureSize size, int cell, float amplitude, Random random) {
        int columns = size.width() / cell + 2;
        int rows = size.height() / cell + 2;
        float[] grid = new float[3 * columns * rows];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = amplitude * (2 * random.nextFloat() - 1);
        }
        for (int y = 0; y < size.height(); y++) {
            float down = (float) (y % cell) / cell;
            for (int x = 0; x < size.width(); x++) {
                float right = (float) (x % cell) / cell;
                int corner = 3 * (y / cell * columns + x / cell);
                for (int c = 0; c < 3; c++) {
                    float above = mix(grid[corner + c], grid[corner + 3 + c], right);
                    float below = mix(grid[corner + 3 * columns + c], grid[corner + 3 * columns + 3 + c], right);
                    rgb[3 * (y * size.width() + x) + c] += mix(above, below, down);
                }
            }
        }
    }

    private static float mix(float from, float to, float share) {
        return from + share * (to - from);
    }
}
