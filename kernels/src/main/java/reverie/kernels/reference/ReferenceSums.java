package reverie.kernels.reference;

import java.util.function.DoubleUnaryOperator;
import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;

/** Sums over the values of a map, in double precision. */
final class ReferenceSums {

    private ReferenceSums() {}

    static double ofSquares(FeatureMap map) {
        return sum(map, value -> value * value);
    }

    static double ofAbsolutes(FeatureMap map) {
        return sum(map, Math::abs);
    }

    /** Row by row, so that the rounding of a row's sum does not depend on how large the picture is. */
    private static double sum(FeatureMap map, DoubleUnaryOperator term) {
        float[] values = HostBuffer.array(map);
        double total = 0;
        for (int y = 0; y < map.height(); y++) {
            double row = 0;
            for (int x = 0; x < map.width(); x++) {
                int first = map.at(y, x);
                for (int c = 0; c < map.channels(); c++) {
                    row += term.applyAsDouble(values[first + c]);
                }
            }
            total += row;
        }
        return total;
    }
}
