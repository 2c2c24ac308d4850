package reverie.cli.film;

import java.awt.image.IndexColorModel;
import java.util.Arrays;
import reverie.engine.image.Image;

/**
 * Up to 256 colours chosen for one picture. The colours that occur are counted in a cube of 32 x 32 x 32 cells, which is cut
 * into boxes, always the box with the greatest sum of squared distances from its mean, and there where the two parts' sums
 * are least together (X. Wu, Efficient Statistical Computations for Optimal Color Quantization, Graphics Gems II, 1991). A
 * few rounds of moving each colour to the mean of the cells nearest to it (S. Lloyd, Least Squares Quantization in PCM, 1982)
 * follow.
 */
final class Palette {

    static final int MOST = 256;

    private static final int ROUNDS = 4;

    private final int size;
    private final float[] colours; // MOST x 3

    /** Nearest colours by cell of 4 x 4 x 4 values, found when first asked for; -1 before. */
    private final short[] nearest = new short[1 << 18];

    private Palette(float[] colours, int size) {
        this.colours = colours;
        this.size = size;
        Arrays.fill(nearest, (short) -1);
    }

    /** The colours that fit a picture best. */
    static Palette of(Image image) {
        ColourCube cube = new ColourCube(image);
        float[] colours = new float[3 * MOST];
        int size = cube.cut(colours, MOST);
        for (int round = 0; round < ROUNDS; round++) {
            cube.moveToMeans(colours, size);
        }
        for (int i = 0; i < colours.length; i++) {
            colours[i] = Math.round(colours[i]); // as the file will have it, so that dithering knows its true error
        }
        return new Palette(colours, size);
    }

    /** The colours as Java's graphics know them. */
    IndexColorModel colourModel() {
        byte[] table = new byte[3 * size];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) colours[i];
        }
        return new IndexColorModel(8, size, table, 0, false);
    }

    /** A colour's part, 0 red to 2 blue, from 0 to 255. */
    float component(int index, int channel) {
        return colours[3 * index + channel];
    }

    /** The index of a colour that is as near as any, but for differences of less than 4. */
    int nearest(float red, float green, float blue) {
        int cell = (((int) red >> 2) << 12) | (((int) green >> 2) << 6) | ((int) blue >> 2);
        if (nearest[cell] < 0) {
            nearest[cell] = (short) nearestOf(
                    colours, size, ((int) red & ~3) + 1.5f, ((int) green & ~3) + 1.5f, ((int) blue & ~3) + 1.5f);
        }
        return nearest[cell];
    }

    static int nearestOf(float[] colours, int size, float red, float green, float blue) {
        int best = 0;
        float least = Float.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            float dr = colours[3 * i] - red;
            float dg = colours[3 * i + 1] - green;
            float db = colours[3 * i + 2] - blue;
            float distance = dr * dr + dg * dg + db * db;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
