package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * s^-3/4 and 1/s of one positive s, by multiplications. With y close to s^-1/4 and its error e = s y^4 - 1,
 *
 * <pre>
 *     s^-1/4 = y   (1 + e)^-1/4 = y   (1 - 1/4 e +  5/32 e^2 - ...)
 *     s^-3/4 = y^3 (1 + e)^-3/4 = y^3 (1 - 3/4 e + 21/32 e^2 - ...)
 *     1/s    = y^4 (1 + e)^-1   = y^4 (1 -     e +       e^2 - ...)
 * </pre>
 *
 * <p>A division and two square roots give the same and take two to three times as long, since processors do not begin one
 * before they have all but finished another. Nothing here depends on the processor: products and sums are rounded once
 * everywhere.
 */
final class FourthRoot {

    /**
     * A float's bits are nearly a multiple of its logarithm, counted from that of 1. This minus a quarter of them is the
     * logarithm of s^-1/4, with an offset that makes the greatest error smallest: |e| &lt; 0.13.
     */
    private static final int LOGARITHM = 0x4f584000;

    private FourthRoot() {}

    /** s^-1/4, with a relative error below 0.00023: close enough for the other two, not for itself. */
    static FloatVector inverse(FloatVector s) {
        IntVector quarter = s.reinterpretAsInts().lanewise(VectorOperators.LSHR, 2);
        FloatVector y = quarter.neg().add(LOGARITHM).reinterpretAsFloats();
        FloatVector e = error(s, y);
        return e.mul(5 / 32f).sub(0.25f).mul(e).fma(y, y);
    }

    /** e. */
    static FloatVector error(FloatVector s, FloatVector y) {
        FloatVector square = y.mul(y);
        return square.mul(square).fma(s, FloatVector.broadcast(SPECIES, -1));
    }

    /** s^-3/4, to about three roundings. */
    static FloatVector inverseCubed(FloatVector y, FloatVector e) {
        FloatVector cube = y.mul(y).mul(y);
        return e.mul(21 / 32f).sub(0.75f).mul(e).fma(cube, cube);
    }

    /** 1/s, to about two roundings. */
    static FloatVector reciprocal(FloatVector y, FloatVector e) {
        FloatVector square = y.mul(y);
        FloatVector fourth = square.mul(square);
        return e.sub(1).mul(e).fma(fourth, fourth);
    }
}
