package reverie.engine.evolution;

/**
 * The best individual for a goal so far.
 *
 * @param fitness how good it is at that goal
 * @param evaluation which individual it was that was judged, from 1
 */
public record Elite<G>(G genome, double fitness, int evaluation) {}
