package reverie.engine.fooling.nothing;

import java.util.random.RandomGenerator;
import reverie.engine.evolution.Encoding;
import reverie.engine.evolution.PolynomialMutation;
import reverie.engine.image.Image;

/**
 * Pictures of which every value is a gene. A child has some of its genes changed; the share of them is halved as time goes on,
 * as in Nguyen, Yosinski and Clune 2015.
 */
public final class DirectEncoding implements Encoding<Image> {

    private static final PolynomialMutation LEVEL = new PolynomialMutation(0, 255, 15);

    private final Image start;
    private final double rate;
    private final int halving;

    public DirectEncoding(Image start, double rate, int halving) {
        this.start = start;
        this.rate = rate;
        this.halving = halving;
    }

    @Override
    public Image first(RandomGenerator random) {
        return start;
    }

    @Override
    public Image mutate(Image parent, int age, RandomGenerator random) {
        double chance = rate * Math.pow(0.5, (double) age / halving);
        float[] rgb = parent.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            if (random.nextDouble() < chance) {
                rgb[i] = Math.round((float) LEVEL.mutate(rgb[i], random));
            }
        }
        return new Image(parent.height(), parent.width(), rgb);
    }
}
