package reverie.cli.excitation;

import java.util.List;

/**
 * How much a photo excites a layer, beside what pictures of all kinds do.
 *
 * @param layer by full name
 * @param times the mean square of its values, as a multiple of theirs
 * @param bits how unlike theirs it is spread over the channels: the Kullback-Leibler divergence of its channels' shares
 *     from theirs, 0 for not at all
 * @param channels the most excited ones, most excited first
 */
public record Excitation(String layer, double times, double bits, List<Channel> channels) {

    /**
     * A channel of it.
     *
     * @param number from 0
     * @param share of the layer's sum of squares that is in it, from 0 to 1
     * @param times the mean square of its values, as a multiple of that on other pictures
     */
    public record Channel(int number, double share, double times) {}

    public Excitation {
        channels = List.copyOf(channels);
    }
}
