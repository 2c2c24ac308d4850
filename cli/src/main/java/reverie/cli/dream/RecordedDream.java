package reverie.cli.dream;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureMetadata;
import reverie.cli.report.UsageException;

/**
 * A dream that somebody has made: its recipe and, where it is at hand, its file.
 *
 * @param name of the picture, whether it is there or not
 * @param picture the content of its file, if it is there
 * @param json the recipe as it stands there
 * @param recipe what it says
 * @param outcome how it went
 */
public record RecordedDream(Path name, Optional<byte[]> picture, String json, Recipe recipe, Recipe.Outcome outcome) {

    private static final String SIDECAR = ".json";

    /** Recipes have some 1000 bytes; whatever is longer is something else. */
    private static final int MOST_BYTES = 1 << 20;

    /**
     * Reads a dream.
     *
     * @param file the PNG, or a sidecar: {@code dream.jpg.json}, which stands for the picture beside it
     * @throws UsageException if there is no recipe in it, or a damaged one
     */
    public static RecordedDream read(Path file) throws IOException {
        return file.toString().endsWith(SIDECAR) ? ofSidecar(file) : ofPicture(file);
    }

    private static RecordedDream ofPicture(Path file) throws IOException {
        byte[] bytes = PhotoReader.bytes(file);
        Path sidecar = file.resolveSibling(file.getFileName() + SIDECAR);
        Optional<Map<String, String>> texts = PictureMetadata.read(file, bytes);
        if (texts.isEmpty()) {
            if (Files.isRegularFile(sidecar)) {
                return ofSidecar(sidecar);
            }
            throw new UsageException(
                    "%s is not a PNG, and only those carry a recipe; without its sidecar %s it cannot be replayed"
                            .formatted(file, sidecar.getFileName()));
        }
        String json = texts.get().get(Recipe.KEY);
        if (json == null) {
            throw new UsageException(
                    "%s carries no recipe: it is no dream of this program, or another one has written it anew"
                            .formatted(file));
        }
        return of(file, file, Optional.of(bytes), json);
    }

    private static RecordedDream ofSidecar(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path picture = file.resolveSibling(name.substring(0, name.length() - SIDECAR.length()));
        return of(
                file,
                picture,
                Files.isRegularFile(picture) ? Optional.of(PhotoReader.bytes(picture)) : Optional.empty(),
                text(file).strip());
    }

    private static String text(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
            throw new UsageException("%s is too long for a recipe".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new UsageException("%s is a folder, wanted a dream or its recipe".formatted(file));
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException _) {
            throw new UsageException("%s: its recipe is damaged (it is no text)".formatted(file));
        }
    }

    private static RecordedDream of(Path origin, Path name, Optional<byte[]> picture, String json) {
        Recipe recipe = Recipe.parse(origin.toString(), json);
        Recipe.Outcome outcome = Recipe.parseOutcome(origin.toString(), json);
        int steps = recipe.spec().settings().steps();
        if (outcome.iterationsDone() < 0 || outcome.iterationsDone() > steps) {
            throw new UsageException("%s: its recipe makes no sense: %d of %d iterations done"
                    .formatted(origin, outcome.iterationsDone(), steps));
        }
        return new RecordedDream(name, picture, json, recipe, outcome);
    }

    /** Whether it was ended early. */
    public boolean isUnfinished() {
        return outcome.iterationsDone() < recipe.spec().settings().steps();
    }

    /** The format of its picture. */
    PictureFormat format() {
        return PictureMetadata.isPng(picture.orElseThrow()) ? PictureFormat.PNG : PictureFormat.JPEG;
    }
}
