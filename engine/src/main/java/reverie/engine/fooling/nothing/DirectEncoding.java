package reverie.engine.fooling.nothing;

import java.util.random.RandomGenerator;
import reverie.engine.evolution.Encoding;
import reverie.engine.evolution.PolynomialMutation;
import reverie.engine.fooling.GreyLevels;
import reverie.engine.image.Image;

/**
 * Pictures of which every value is a gene. At first a tenth of a child's genes are changed; as time goes on it is fewer, half
 * as many every thousand children, as in Nguyen, Yosinski and Clune 2015, whose strength of mutation this is as well.
 */
public final class DirectEncoding implements Encoding<Image> {

    private static final PolynomialMutation LEVEL = new PolynomialMutation(0, GreyLevels.WHITE, 15);
    private static final double FIRST_RATE = 0.1;
    private static final double HALVING = 1000;

    private final Image start;

    /**
     * Begins with a picture.
     *
     * @param start in whole grey levels
     */
    public DirectEncoding(Image start) {
        this.start = start;
    }

    /** The same picture for all. */
    @Override
    public Image first(RandomGenerator random) {
        return start;
    }

    @Override
    public Image mutate(Image parent, int age, RandomGenerator random) {
        double rate = FIRST_RATE * Math.pow(0.5, age / HALVING);
        float[] rgb = parent.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            if (random.nextDouble() < rate) {
                rgb[i] = Math.round((float) LEVEL.mutate(rgb[i], random));
            }
        }
        return new Image(parent.height(), parent.width(), rgb);
    }
}
