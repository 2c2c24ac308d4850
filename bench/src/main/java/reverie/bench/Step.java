package reverie.bench;

import reverie.kernels.FeatureMap;
import reverie.kernels.Program;

/**
 * Something that a benchmark measures, ready to run on maps of its own.
 *
 * @param name the name of the benchmark method
 * @param result the map that it writes
 * @param tolerance how far the result may be from the reference's: |result - reference| / |reference| in the Euclidean norm
 */
record Step(String name, Program program, FeatureMap result, double tolerance, Work work) {

    /** For one operation: rounding differs, nothing else. */
    static final double OPERATION_TOLERANCE = 1e-5;
}
