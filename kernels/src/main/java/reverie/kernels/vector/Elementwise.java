package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Loops over spans of contiguous floats: whole vectors, then a masked one for what is left. */
final class Elementwise {

    private Elementwise() {}

    /** output = max(0, input). */
    static void relu(float[] input, int inputAt, float[] output, int outputAt, int length) {
        int i = 0;
        for (; i <= length - COUNT; i += COUNT) {
            FloatVector.fromArray(SPECIES, input, inputAt + i).max(0).intoArray(output, outputAt + i);
        }
        if (i < length) {
            VectorMask<Float> rest = Lanes.first(length - i);
            FloatVector.fromArray(SPECIES, input, inputAt + i, rest).max(0).intoArray(output, outputAt + i, rest);
        }
    }

    /** output = (or +=) input where mask > 0, else 0. */
    static void mask(
            float[] mask,
            int maskAt,
            float[] input,
            int inputAt,
            float[] output,
            int outputAt,
            int length,
            boolean accumulate) {
        int whole = length / COUNT * COUNT;
        if (accumulate) {
            addMasked(mask, maskAt, input, inputAt, output, outputAt, whole);
        } else {
            copyMasked(mask, maskAt, input, inputAt, output, outputAt, whole);
        }
        if (whole < length) {
            VectorMask<Float> rest = Lanes.first(length - whole);
            VectorMask<Float> passes =
                    FloatVector.fromArray(SPECIES, mask, maskAt + whole, rest).compare(VectorOperators.GT, 0);
            FloatVector value = FloatVector.fromArray(SPECIES, input, inputAt + whole, passes);
            put(value, output, outputAt + whole, rest, accumulate);
        }
    }

    private static void copyMasked(
            float[] mask, int maskAt, float[] input, int inputAt, float[] output, int outputAt, int length) {
        for (int i = 0; i < length; i += COUNT) {
            VectorMask<Float> passes =
                    FloatVector.fromArray(SPECIES, mask, maskAt + i).compare(VectorOperators.GT, 0);
            FloatVector.zero(SPECIES)
                    .blend(FloatVector.fromArray(SPECIES, input, inputAt + i), passes)
                    .intoArray(output, outputAt + i);
        }
    }

    private static void addMasked(
            float[] mask, int maskAt, float[] input, int inputAt, float[] output, int outputAt, int length) {
        for (int i = 0; i < length; i += COUNT) {
            VectorMask<Float> passes =
                    FloatVector.fromArray(SPECIES, mask, maskAt + i).compare(VectorOperators.GT, 0);
            FloatVector.fromArray(SPECIES, output, outputAt + i)
                    .add(FloatVector.fromArray(SPECIES, input, inputAt + i), passes)
                    .intoArray(output, outputAt + i);
        }
    }

    /** output = (or +=) factor * input. */
    static void scale(
            float[] input, int inputAt, float factor, float[] output, int outputAt, int length, boolean accumulate) {
        for (int i = 0; i < length; i += COUNT) {
            VectorMask<Float> lanes = Lanes.first(length - i);
            FloatVector value =
                    FloatVector.fromArray(SPECIES, input, inputAt + i, lanes).mul(factor);
            put(value, output, outputAt + i, lanes, accumulate);
        }
    }

    /** Overwrites a span, or adds to it. */
    static void put(FloatVector value, float[] output, int outputAt, VectorMask<Float> lanes, boolean accumulate) {
        FloatVector sum = accumulate ? value.add(FloatVector.fromArray(SPECIES, output, outputAt, lanes)) : value;
        sum.intoArray(output, outputAt, lanes);
    }
}
