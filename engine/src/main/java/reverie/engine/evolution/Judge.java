package reverie.engine.evolution;

/**
 * Says how good individuals are at each of several goals.
 *
 * @param <G> their genomes
 */
@FunctionalInterface
public interface Judge<G> {

    /** How good one is, per goal; larger is better, NaN is worse than anything. */
    double[] judge(G genome);
}
