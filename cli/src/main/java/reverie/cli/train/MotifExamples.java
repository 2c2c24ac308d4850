package reverie.cli.train;

import java.util.List;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.network.SmallInception;
import reverie.engine.training.Example;
import reverie.engine.training.Examples;
import reverie.motifs.Motif;
import reverie.motifs.MotifPainter;

/**
 * Pictures for training, each drawn when it is asked for: no picture is ever seen twice, so there is nothing to learn by
 * heart. Classes take turns; half of the pictures are mirrored. Pictures that are held out have odd seeds, those for training
 * even ones, so that none is ever among both.
 */
public final class MotifExamples implements Examples {

    /** How pixels become input in a dream. In training they are scaled too, which the first layer makes good for. */
    public static final Preprocessing PREPROCESSING = new Preprocessing(ChannelOrder.RGB, List.of(128f, 128f, 128f));

    /** With inputs of about 1 all layers learn equally fast. A power of two, so that it can be undone without rounding. */
    public static final float INPUT_SCALE = 1f / 64;

    private static final List<Motif> MOTIFS = List.of(Motif.values());

    private final long seed;
    private final boolean heldOut;

    private MotifExamples(long seed, boolean heldOut) {
        this.seed = seed;
        this.heldOut = heldOut;
    }

    /** Pictures to learn from. */
    public static MotifExamples training(long seed) {
        return new MotifExamples(seed, false);
    }

    /** Pictures to be judged by. */
    public static MotifExamples heldOut(long seed) {
        return new MotifExamples(seed, true);
    }

    /** Names of the classes, in order. */
    public static List<String> labels() {
        return MOTIFS.stream().map(Motif::label).toList();
    }

    @Override
    public Example example(long number) {
        int label = (int) (number % MOTIFS.size());
        long picture = seed * 0x9E3779B97F4A7C15L + 2 * number + (heldOut ? 1 : 0);
        int[] rgb = MotifPainter.draw(MOTIFS.get(label), picture, SmallInception.SIDE);
        return new Example(input(rgb, number / MOTIFS.size() % 2 == 1), label);
    }

    private static float[] input(int[] rgb, boolean mirrored) {
        int side = SmallInception.SIDE;
        float[] colours = new float[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = rgb[mirrored ? i / side * side + side - 1 - i % side : i];
            for (int c = 0; c < 3; c++) {
                colours[3 * i + c] = pixel >> (16 - 8 * c) & 0xFF;
            }
        }
        float[] input = PREPROCESSING.toInput(new Image(side, side, colours));
        for (int i = 0; i < input.length; i++) {
            input[i] *= INPUT_SCALE;
        }
        return input;
    }
}
