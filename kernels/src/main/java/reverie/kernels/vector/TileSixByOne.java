package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** A tile of 6 pixels by 1 vector, for channels that do not fill a wider panel. */
final class TileSixByOne {

    /** Destination pixels of the tile. */
    static final int PIXELS = 6;

    private TileSixByOne() {}

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
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        int at = panelAt;
        for (int run : runs) {
            for (int k = run; k < run + runLength; k++) {
                FloatVector a = FloatVector.fromArray(SPECIES, panels, at);
                FloatVector x = FloatVector.broadcast(SPECIES, values[s0 + k]);
                a0 = x.fma(a, a0);
                x = FloatVector.broadcast(SPECIES, values[s1 + k]);
                a1 = x.fma(a, a1);
                x = FloatVector.broadcast(SPECIES, values[s2 + k]);
                a2 = x.fma(a, a2);
                x = FloatVector.broadcast(SPECIES, values[s3 + k]);
                a3 = x.fma(a, a3);
                x = FloatVector.broadcast(SPECIES, values[s4 + k]);
                a4 = x.fma(a, a4);
                x = FloatVector.broadcast(SPECIES, values[s5 + k]);
                a5 = x.fma(a, a5);
                at += COUNT;
            }
        }
        a0.intoArray(tile, tileAt);
        a1.intoArray(tile, tileAt + COUNT);
        a2.intoArray(tile, tileAt + 2 * COUNT);
        a3.intoArray(tile, tileAt + 3 * COUNT);
        a4.intoArray(tile, tileAt + 4 * COUNT);
        a5.intoArray(tile, tileAt + 5 * COUNT);
    }
}
