package reverie.cli.compare;

import java.util.Map;
import java.util.OptionalInt;
import reverie.engine.image.ImageDifference;

/**
 * How alike two pictures are: as pictures, and to the network.
 *
 * @param difference of their pixels
 * @param cosines of what layers answer to them, by full name in network order; NaN where a layer is silent
 * @param commonClasses how many of the likeliest classes both have, where the network knows classes
 */
record Likeness(ImageDifference difference, Map<String, Double> cosines, OptionalInt commonClasses) {}
