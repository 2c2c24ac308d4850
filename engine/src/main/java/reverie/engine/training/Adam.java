package reverie.engine.training;

/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019): every parameter has a step length of
 * its own, by the mean m and the mean square v of its gradients so far:
 *
 * <pre>
 *     m += (1 - b1) (g - m)        v += (1 - b2) (g^2 - v)
 *     w -= rate ( m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + e) + decay w )
 * </pre>
 *
 * where t counts steps from 1: the divisions make good for both means having begun at zero.
 *
 * @param decay how strongly weights are drawn to zero; biases are not
 */
public record Adam(double decay) {

    private static final double B1 = 0.9;
    private static final double B2 = 0.999;
    private static final double EPSILON = 1e-8;

    /**
     * What it remembers of an array of parameters.
     *
     * @param means m
     * @param squares v
     */
    public record Memory(float[] means, float[] squares) {

        /** Of nothing yet. */
        public static Memory of(int parameters) {
            return new Memory(new float[parameters], new float[parameters]);
        }
    }

    /**
     * Changes parameters.
     *
     * @param step from 1
     * @param decays whether these parameters are drawn to zero
     */
    public void update(float[] parameters, float[] gradient, Memory memory, int step, double rate, boolean decays) {
        double meanScale = 1 / (1 - Math.pow(B1, step));
        double squareScale = 1 / (1 - Math.pow(B2, step));
        double shrinking = decays ? rate * decay : 0;
        for (int i = 0; i < parameters.length; i++) {
            double g = gradient[i];
            double mean = memory.means[i] + (1 - B1) * (g - memory.means[i]);
            double square = memory.squares[i] + (1 - B2) * (g * g - memory.squares[i]);
            memory.means[i] = (float) mean;
            memory.squares[i] = (float) square;
            double change = rate * (mean * meanScale) / (Math.sqrt(square * squareScale) + EPSILON);
            parameters[i] = (float) (parameters[i] - change - shrinking * parameters[i]);
        }
    }
}
