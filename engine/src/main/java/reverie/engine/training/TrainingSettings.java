package reverie.engine.training;

/**
 * How to train.
 *
 * @param seed of the first weights; the examples have their own
 * @param steps how often weights change
 * @param batch pictures per step, a multiple of {@link #SHARDS}
 * @param learningRate the greatest step length, see {@link #rate}
 * @param warmUp steps over which the rate grows from zero
 * @param weightDecay see {@link Adam}
 */
public record TrainingSettings(long seed, int steps, int batch, double learningRate, int warmUp, double weightDecay) {

    /**
     * Into how many parts a batch is cut, whose gradients are summed one after the other: as many threads can work side by
     * side, and however many do, the sums are the same.
     */
    public static final int SHARDS = 16;

    public TrainingSettings {
        if (steps < 1) {
            throw new IllegalArgumentException("at least 1 step is needed, not " + steps);
        }
        if (batch < SHARDS || batch % SHARDS != 0) {
            throw new IllegalArgumentException("a batch must be a multiple of %d, not %d".formatted(SHARDS, batch));
        }
        if (!(learningRate > 0 && learningRate < 1) || !(weightDecay >= 0 && weightDecay < 1) || warmUp < 0) {
            throw new IllegalArgumentException("learning rate %s and weight decay %s must be between 0 and 1"
                    .formatted(learningRate, weightDecay));
        }
    }

    /**
     * The learning rate of a step: it grows evenly while the network is still wild, and then falls along half a cosine to
     * zero, so that the end is quiet.
     *
     * @param step from 1
     */
    public double rate(int step) {
        if (step <= warmUp) {
            return learningRate * step / warmUp;
        }
        double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
        return learningRate * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    }
}
