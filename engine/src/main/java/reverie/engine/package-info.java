/**
 * Networks and dreams. {@link reverie.engine.network} builds a network from a definition and runs it up to a layer and
 * back; {@link reverie.engine.layer} says what each layer does; {@link reverie.engine.objective} what is to grow; {@link
 * reverie.engine.dream} climbs. Nothing here knows how a backend computes, or where a file lies.
 */
package reverie.engine;
