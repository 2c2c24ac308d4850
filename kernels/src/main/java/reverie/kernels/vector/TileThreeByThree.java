package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A tile of 3 pixels by 3 vectors: 9 sums, 3 weights and up to 3 values that the compiler loads early are 15 vectors, what a
 * processor with 16 registers can hold. Tiles of 4 x 3 and 6 x 2 were measured to take twice as long, because some of their
 * sums then live in memory; 4 x 2 waits for its sums.
 */
final class TileThreeByThree {

    /** Destination pixels of the tile. */
    static final int PIXELS = 3;

    private TileThreeByThree() {}

    /** The arguments are those of {@link TileKernel#tile}. */
    static void multiply(TileSource source, int pixel, float[] panels, int panelAt, float[] tile, int tileAt) {
        float[] values = source.values();
        int[] runs = source.runs();
        int runLength = source.runLength();
        int s0 = source.at()[pixel];
        int s1 = source.at()[pixel + 1];
        int s2 = source.at()[pixel + 2];
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector c1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector c2 = FloatVector.zero(SPECIES);
        int at = panelAt;
        for (int run : runs) {
            for (int k = run; k < run + runLength; k++) {
                FloatVector a = FloatVector.fromArray(SPECIES, panels, at);
                FloatVector b = FloatVector.fromArray(SPECIES, panels, at + COUNT);
                FloatVector c = FloatVector.fromArray(SPECIES, panels, at + 2 * COUNT);
                FloatVector x = FloatVector.broadcast(SPECIES, values[s0 + k]);
                a0 = x.fma(a, a0);
                b0 = x.fma(b, b0);
                c0 = x.fma(c, c0);
                x = FloatVector.broadcast(SPECIES, values[s1 + k]);
                a1 = x.fma(a, a1);
                b1 = x.fma(b, b1);
                c1 = x.fma(c, c1);
                x = FloatVector.broadcast(SPECIES, values[s2 + k]);
                a2 = x.fma(a, a2);
                b2 = x.fma(b, b2);
                c2 = x.fma(c, c2);
                at += 3 * COUNT;
            }
        }
        a0.intoArray(tile, tileAt);
        b0.intoArray(tile, tileAt + COUNT);
        c0.intoArray(tile, tileAt + 2 * COUNT);
        a1.intoArray(tile, tileAt + 3 * COUNT);
        b1.intoArray(tile, tileAt + 4 * COUNT);
        c1.intoArray(tile, tileAt + 5 * COUNT);
        a2.intoArray(tile, tileAt + 6 * COUNT);
        b2.intoArray(tile, tileAt + 7 * COUNT);
        c2.intoArray(tile, tileAt + 8 * COUNT);
    }
}
