package reverie.engine.dream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reverie.engine.objective.L2Objective;
import reverie.engine.objective.LayerView;
import reverie.engine.objective.Objective;
import reverie.engine.objective.Seed;
import reverie.kernels.Backend;
import reverie.kernels.Reading;

/**
 * What a dream makes grow: a sum of objectives at one or several layers. A single one counts as it is, times its weight. Of
 * several each is divided by the number of values that it adds up, since layers differ in size a hundredfold and the large
 * ones would otherwise drown the small ones; then the weights say which counts for more. A negative weight makes shrink.
 *
 * @param terms at least one
 */
public record DreamObjective(List<Term> terms) {

    /**
     * One objective at one layer.
     *
     * @param layer by full name
     * @param weight finite and not 0
     */
    public record Term(String layer, double weight, Objective objective) {

        public Term {
            if (!Double.isFinite(weight) || weight == 0) {
                throw new IllegalArgumentException("a weight must be a number other than 0, not " + weight);
            }
        }
    }

    public DreamObjective {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a dream without an objective");
        }
    }

    /** The notebook's: half the sum of squares of a layer. */
    public static DreamObjective of(String layer) {
        return of(layer, new L2Objective());
    }

    /** A single objective. */
    public static DreamObjective of(String layer, Objective objective) {
        return new DreamObjective(List.of(new Term(layer, 1, objective)));
    }

    /** The layers that are looked at, each once. */
    public List<String> layers() {
        return terms.stream().map(Term::layer).distinct().toList();
    }

    /** Their names in one line. */
    String layerNames() {
        return String.join(", ", layers());
    }

    /** How many bytes the objectives keep on a backend. */
    long bytes() {
        return terms.stream().mapToLong(term -> term.objective().bytes()).sum();
    }

    /** The sum, after a forward to all layers. */
    Reading value(Backend backend, LayerPlaces places) {
        Reading sum = Reading.of(0);
        for (Term term : terms) {
            LayerView seen = places.seen(term.layer());
            sum = sum.plus(term.objective().value(backend, seen).times(factor(term, seen)));
        }
        return sum;
    }

    /** Writes the gradients of all layers, after a forward to them. Returns the sum. */
    Reading differentiate(Backend backend, LayerPlaces places) {
        Reading sum = Reading.of(0);
        Set<String> written = new HashSet<>();
        for (Term term : terms) {
            LayerView seen = places.seen(term.layer());
            double factor = factor(term, seen);
            var seed = new Seed(places.gradient(term.layer()), (float) factor, !written.add(term.layer()));
            sum = sum.plus(term.objective().differentiate(backend, seen, seed).times(factor));
        }
        return sum;
    }

    private double factor(Term term, LayerView seen) {
        return terms.size() == 1
                ? term.weight()
                : term.weight() / term.objective().count(seen);
    }
}
