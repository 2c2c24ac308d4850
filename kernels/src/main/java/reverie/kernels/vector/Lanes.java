package reverie.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide vectors are: as wide as this processor likes them, or as wide as the system property {@code
 * reverie.vector.bits} says (tests force 64 to 512). A constant of the class, because only then does the compiler turn
 * vectors into registers.
 */
final class Lanes {

    static final VectorSpecies<Float> SPECIES = species();

    /** Floats in a vector. */
    static final int COUNT = SPECIES.length();

    /**
     * Whether the processor has 32 vector registers, not 16: on x86 those that can use vectors of 512 bits, and all of
     * ARM's.
     */
    static final boolean HAS_32_REGISTERS =
            COUNT * Float.SIZE == 512 || System.getProperty("os.arch", "").equals("aarch64");

    private Lanes() {}

    private static VectorSpecies<Float> species() {
        int bits = Integer.getInteger("reverie.vector.bits", 0);
        return bits == 0 ? FloatVector.SPECIES_PREFERRED : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

    /** A mask of the first {@code count} lanes; all of them if there are fewer. */
    static VectorMask<Float> first(int count) {
        return SPECIES.indexInRange(0, count);
    }

    /** {@code length} rounded up to whole vectors. */
    static int roundUp(int length) {
        return Math.ceilDiv(length, COUNT) * COUNT;
    }
}
