/**
 * Evolution of anything: {@link reverie.engine.evolution.MapElites} keeps the best individual for each of several goals and
 * lets it have mutated children. What individuals are, an {@link reverie.engine.evolution.Encoding} knows; how good they are,
 * a {@link reverie.engine.evolution.Judge}.
 */
package reverie.engine.evolution;
