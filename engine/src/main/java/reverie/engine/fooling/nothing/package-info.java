/**
 * Pictures that show nothing to anybody and are certain to a network (Nguyen, Yosinski and Clune 2015). {@link
 * reverie.engine.fooling.nothing.Attempt} asks the network, counts, and keeps what is best; {@link
 * reverie.engine.fooling.nothing.GradientAscent} and {@link reverie.engine.fooling.nothing.EvolvedPicture} make pictures, the
 * latter by {@link reverie.engine.evolution} of pixels or of pattern-producing networks.
 */
package reverie.engine.fooling.nothing;
