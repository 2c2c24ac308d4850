package reverie.engine.objective;

import reverie.kernels.Backend;
import reverie.kernels.Reading;

/**
 * 1/P times the sum over all pixels of |a|^P, where |a| is the length of a pixel's vector of channels. For P = 2 that is
 * the {@link L2Objective}, under which the strongest responses take all; with a smaller P faint ones grow too, and at P = 1
 * all pixels alike. The derivative is |a|^(P - 2) a, and 0 where a is.
 *
 * @param power P, from 1 to 2
 */
public record PowerObjective(double power) implements Objective {

    public PowerObjective {
        if (!(power >= 1 && power <= 2)) {
            throw new IllegalArgumentException("the power of the objective must be from 1 to 2, not " + power);
        }
    }

    /** The objective of a power, by its shortest way. */
    public static Objective of(double power) {
        return power == 2 ? new L2Objective() : new PowerObjective(power);
    }

    @Override
    public Reading value(Backend backend, LayerView seen) {
        int channels = seen.map().channels();
        float[] values = backend.read(seen.map());
        double total = 0;
        for (int at = 0; at < values.length; at += channels) {
            total += Math.pow(squares(values, at, channels), power / 2);
        }
        return Reading.of(total / power);
    }

    @Override
    public Reading differentiate(Backend backend, LayerView seen, Seed seed) {
        int channels = seen.map().channels();
        float[] values = backend.read(seen.map());
        double total = 0;
        for (int at = 0; at < values.length; at += channels) {
            double squares = squares(values, at, channels);
            total += Math.pow(squares, power / 2);
            float factor = squares == 0 ? 0 : (float) Math.pow(squares, power / 2 - 1);
            for (int c = 0; c < channels; c++) {
                values[at + c] *= factor;
            }
        }
        seed.write(backend, values);
        return Reading.of(total / power);
    }

    @Override
    public long count(LayerView seen) {
        return seen.cells() * seen.map().channels();
    }

    private static double squares(float[] values, int at, int channels) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += (double) values[at + c] * values[at + c];
        }
        return sum;
    }
}
