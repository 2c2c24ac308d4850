package reverie.kernels.vector;

import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;

/**
 * Sums over the values of a map, in double precision. Rows are shared out to the team, each is summed in the order of its
 * values, and then the rows' sums in the order of the rows; so a sum is the same, bit by bit, for any number of threads.
 */
final class Sums {

    /** Goes on with a sum over a span of values. */
    private interface Span {
        double add(double sum, float[] values, int start, int end);
    }

    private Sums() {}

    static double ofSquares(Team team, FeatureMap map) {
        return sum(team, map, Sums::addSquares);
    }

    static double ofAbsolutes(Team team, FeatureMap map) {
        return sum(team, map, Sums::addAbsolutes);
    }

    private static double sum(Team team, FeatureMap map, Span span) {
        float[] values = HostBuffer.array(map);
        double[] rows = new double[map.height()];
        int spans = map.isDense() ? 1 : map.width();
        int length = map.isDense() ? map.rowStride() : map.channels();
        team.forEach(map.height(), y -> {
            for (int x = 0; x < spans; x++) {
                int start = map.at(y, x);
                rows[y] = span.add(rows[y], values, start, start + length);
            }
        });
        double total = 0;
        for (double row : rows) {
            total += row;
        }
        return total;
    }

    private static double addSquares(double sum, float[] values, int start, int end) {
        double longer = sum;
        for (int i = start; i < end; i++) {
            double value = values[i];
            longer += value * value;
        }
        return longer;
    }

    private static double addAbsolutes(double sum, float[] values, int start, int end) {
        double longer = sum;
        for (int i = start; i < end; i++) {
            longer += Math.abs(values[i]);
        }
        return longer;
    }
}
