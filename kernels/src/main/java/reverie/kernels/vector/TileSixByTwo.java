package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A tile of 6 pixels by 2 vectors, for channels that are left over by panels of three, on processors with 32 registers. A
 * value that is read is used twice here and once in {@link TileSixByOne}, which waits for its loads.
 */
final class TileSixByTwo {

    private TileSixByTwo() {}

    /** The arguments are those of {@link TileKernel#tile}. */
    static void multiply(TileSource source, int pixel, float[] panels, int panelAt, float[] tile, int tileAt) {
        float[] values = source.values();
        int[] runs = source.runs();
        int runLength = source.runLength();
        int s0 = source.at()[pixel];
        int s1 = source.at()[pixel + 1];
        int s2 = source.at()[pixel + 2];
        int s3 = source.at()[pixel + 3];
        int s4 = source.at()[pixel + 4];
        int s5 = source.at()[pixel + 5];
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector b3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector b4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        FloatVector b5 = FloatVector.zero(SPECIES);
        int at = panelAt;
        for (int run : runs) {
            for (int k = run; k < run + runLength; k++) {
                FloatVector a = FloatVector.fromArray(SPECIES, panels, at);
                FloatVector b = FloatVector.fromArray(SPECIES, panels, at + COUNT);
                FloatVector x = FloatVector.broadcast(SPECIES, values[s0 + k]);
                a0 = x.fma(a, a0);
                b0 = x.fma(b, b0);
                x = FloatVector.broadcast(SPECIES, values[s1 + k]);
                a1 = x.fma(a, a1);
                b1 = x.fma(b, b1);
                x = FloatVector.broadcast(SPECIES, values[s2 + k]);
                a2 = x.fma(a, a2);
                b2 = x.fma(b, b2);
                x = FloatVector.broadcast(SPECIES, values[s3 + k]);
                a3 = x.fma(a, a3);
                b3 = x.fma(b, b3);
                x = FloatVector.broadcast(SPECIES, values[s4 + k]);
                a4 = x.fma(a, a4);
                b4 = x.fma(b, b4);
                x = FloatVector.broadcast(SPECIES, values[s5 + k]);
                a5 = x.fma(a, a5);
                b5 = x.fma(b, b5);
                at += 2 * COUNT;
            }
        }
        a0.intoArray(tile, tileAt);
        b0.intoArray(tile, tileAt + COUNT);
        a1.intoArray(tile, tileAt + 2 * COUNT);
        b1.intoArray(tile, tileAt + 3 * COUNT);
        a2.intoArray(tile, tileAt + 4 * COUNT);
        b2.intoArray(tile, tileAt + 5 * COUNT);
        a3.intoArray(tile, tileAt + 6 * COUNT);
        b3.intoArray(tile, tileAt + 7 * COUNT);
        a4.intoArray(tile, tileAt + 8 * COUNT);
        b4.intoArray(tile, tileAt + 9 * COUNT);
        a5.intoArray(tile, tileAt + 10 * COUNT);
        b5.intoArray(tile, tileAt + 11 * COUNT);
    }
}
