package reverie.engine.fooling.nothing;

import java.util.Optional;
import java.util.function.Function;
import reverie.engine.evolution.Elite;
import reverie.engine.evolution.Encoding;
import reverie.engine.evolution.MapElites;
import reverie.engine.image.Image;

/**
 * Lets pictures evolve until the network is certain of one.
 *
 * @param <G> what pictures are written down as
 */
public final class EvolvedPicture<G> implements NothingMethod {

    private final Encoding<G> encoding;
    private final Function<G, Image> painter;
    private final MapElites.Settings settings;
    private final boolean everyClass;
    private Optional<Elite<G>> winner = Optional.empty();

    /**
     * Not yet begun.
     *
     * @param painter what a genome looks like
     * @param everyClass whether the best picture of every class is kept too, as a stepping stone; if not, that of the target
     *     alone
     */
    public EvolvedPicture(
            Encoding<G> encoding, Function<G, Image> painter, MapElites.Settings settings, boolean everyClass) {
        this.encoding = encoding;
        this.painter = painter;
        this.settings = settings;
        this.everyClass = everyClass;
    }

    @Override
    public void search(Attempt attempt) {
        int goal = everyClass ? attempt.target() : 0;
        var evolution = new MapElites<>(encoding, genome -> fitness(attempt, genome), settings, goal);
        do {
            evolution.step();
        } while (!attempt.isOver());
        winner = evolution.elite(goal);
    }

    private double[] fitness(Attempt attempt, G genome) {
        double[] probabilities = attempt.judge(painter.apply(genome)).probabilities();
        return everyClass ? probabilities : new double[] {probabilities[attempt.target()]};
    }

    /** The genome of the best picture, once there is one. */
    public Optional<Elite<G>> winner() {
        return winner;
    }
}
