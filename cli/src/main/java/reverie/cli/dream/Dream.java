package reverie.cli.dream;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.engine.dream.DreamState;
import reverie.engine.image.Image;
import reverie.weights.AtomicFile;

/**
 * A dream, whole or ended early.
 *
 * @param picture what there is to see
 * @param outcome how it went
 * @param state from where it could go on, if it was ended early
 */
public record Dream(Image picture, Recipe recipe, Recipe.Outcome outcome, Optional<DreamState> state) {

    /** The content of its file. What was ended early carries, as a PNG, what is needed to go on. */
    public AtomicFile.Body file(PictureFormat format) {
        return out -> PictureWriter.write(
                picture,
                format,
                recipe.texts(outcome),
                state.map(s -> Map.of(UnfinishedDream.CHUNK, UnfinishedDream.encode(s)))
                        .orElse(Map.of()),
                out);
    }

    /** The content of a file with the recipe alone. */
    public AtomicFile.Body recipeFile() {
        return out -> out.write((recipe.json(outcome) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** How much the objective has grown, in one line. */
    public String line() {
        double before = outcome.before();
        double after = outcome.after();
        return String.format(Locale.ROOT, "objective %.4g -> %.4g", before, after)
                + (before > 0 && after > 0 ? String.format(Locale.ROOT, " (%.1f-fold)", after / before) : "");
    }
}
