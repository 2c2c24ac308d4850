package reverie.engine.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * MAP-Elites (Mouret and Clune 2015) with one niche per goal: the best individual for each goal is kept; one of them is drawn,
 * its mutated child is judged at every goal, and takes the place of whichever it equals or surpasses. An individual that is
 * good at one goal may so become the ancestor of one that is good at another. With a single goal it is the plainest of
 * evolution strategies: one parent, one child.
 *
 * <p>A seed means one course of evolution.
 *
 * @param <G> a genome
 */
public final class MapElites<G> {

    private final Encoding<G> encoding;
    private final Judge<G> judge;
    private final Settings settings;
    private final int favourite;
    private final RandomGenerator random;
    private final List<Elite<G>> elites = new ArrayList<>(); // per goal; null where nobody has been good at all
    private int evaluations;

    /**
     * How to evolve.
     *
     * @param founders how many individuals without parents come first
     * @param favour the share of children whose parent is the best at the favourite goal; that of the others is drawn among
     *     all goals
     * @param seed of all that is drawn by lot
     */
    public record Settings(int founders, double favour, long seed) {

        public Settings {
            if (founders < 1 || !(favour >= 0 && favour <= 1)) {
                throw new IllegalArgumentException(
                        "%d founders, and a share of %s for the favourite".formatted(founders, favour));
            }
        }
    }

    /**
     * Nobody lives yet.
     *
     * @param favourite the goal that matters most
     */
    public MapElites(Encoding<G> encoding, Judge<G> judge, Settings settings, int favourite) {
        this.encoding = encoding;
        this.judge = judge;
        this.settings = settings;
        this.favourite = favourite;
        // Its numbers are fixed by its specification, so a seed means the same with every Java.
        this.random = new Random(settings.seed());
    }

    /** Judges one individual more: a founder, or a child. */
    public void step() {
        G genome = evaluations < settings.founders()
                ? encoding.first(random)
                : encoding.mutate(parent().genome(), evaluations, random);
        double[] fitness = judge.judge(genome);
        evaluations++;
        while (elites.size() < fitness.length) {
            elites.add(null);
        }
        for (int goal = 0; goal < fitness.length; goal++) {
            // An equal takes the place as well: where nothing is gained for long, the genome can still drift.
            Elite<G> elite = elites.get(goal);
            if (elite == null ? !Double.isNaN(fitness[goal]) : fitness[goal] >= elite.fitness()) {
                elites.set(goal, new Elite<>(genome, fitness[goal], evaluations));
            }
        }
    }

    private Elite<G> parent() {
        int goal = random.nextDouble() < settings.favour() ? favourite : random.nextInt(elites.size());
        return elite(goal)
                .orElseThrow(() -> new IllegalStateException("nobody has been any good at goal %d".formatted(goal)));
    }

    /** The best individual for a goal, once there is one. */
    public Optional<Elite<G>> elite(int goal) {
        return goal < elites.size() ? Optional.ofNullable(elites.get(goal)) : Optional.empty();
    }
}
