package reverie.cli.change;

import java.io.IOException;
import java.util.Optional;
import reverie.cli.report.UsageException;
import reverie.engine.image.Image;

/**
 * A change of a photo, or of what a dream of it is made with.
 *
 * @param kind in a word: {@code noise}
 * @param strength as it is written: {@code 2}; empty for what has none
 * @param effect on the photo
 * @param undo brings a picture back to where it was before the effect, where that can be
 * @param seeds how far the dream's seed is moved on
 */
public record Change(String kind, String strength, PictureEffect effect, Optional<PictureEffect> undo, int seeds) {

    /** Nothing at all: the same dream once more. */
    public static final Change AGAIN = of("again", "", PictureEffect.NONE);

    /** The least change that there is: every value becomes the next larger or smaller float. */
    public static final Change ROUNDING = of("rounding", "", Noise::rounding);

    static Change of(String kind, String strength, PictureEffect effect) {
        return new Change(kind, strength, effect, Optional.empty(), 0);
    }

    static Change of(String kind, String strength, PictureEffect effect, PictureEffect undo) {
        return new Change(kind, strength, effect, Optional.of(undo), 0);
    }

    /** Another seed. */
    static Change seed(int further) {
        return new Change("seed", "+" + further, PictureEffect.NONE, Optional.empty(), further);
    }

    /** The changed picture; a copy if nothing changes. */
    public Image apply(Image photo, long seed) throws IOException {
        try {
            return effect.on(photo, seed);
        } catch (UsageException e) {
            throw new UsageException("--change %s: %s".formatted(text(), e.getMessage()));
        }
    }

    /** Whether the photo itself stays as it is. */
    public boolean leavesPhoto() {
        return effect.equals(PictureEffect.NONE);
    }

    /** As it is written: {@code noise=2}. */
    public String text() {
        return strength.isEmpty() ? kind : kind + "=" + strength;
    }

    /** For people: {@code noise 2}. */
    public String label() {
        return strength.isEmpty() ? kind : kind + " " + strength;
    }

    /** As part of a file's name: {@code noise-2}. */
    public String fileName() {
        return label().replaceAll("[^\\p{L}\\p{N}.-]+", "-");
    }
}
