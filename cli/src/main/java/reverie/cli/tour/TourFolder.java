package reverie.cli.tour;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reverie.cli.dream.DreamNames;
import reverie.cli.dream.Photo;
import reverie.cli.dream.Recipe;
import reverie.cli.dream.UnfinishedDream;
import reverie.cli.page.TourPage;
import reverie.cli.picture.PictureException;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureMetadata;
import reverie.cli.picture.PictureWriter;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DreamState;
import reverie.engine.network.Model;
import reverie.weights.AtomicFile;

/**
 * The folder of a tour: what its files are called, and whether those that are there already belong to it. Pictures have the
 * numbers of their layers in the network, so that tours of other layers can lie in the same folder; the original is the
 * input's, 0.
 *
 * @param path need not exist
 * @param force whether files that do not belong to the tour may be overwritten
 */
record TourFolder(Path path, Model model, boolean force) {

    Path page() {
        return path.resolve(TourPage.FILE_NAME);
    }

    Path original() {
        return numbered(0, "original");
    }

    /** The file of the dream at a layer, for example {@code 084-inception_4c-output.png}. */
    Path picture(String layer) {
        List<String> names =
                model.definition().nodes().stream().map(node -> node.name()).toList();
        return numbered(names.indexOf(layer), DreamNames.of(layer));
    }

    private Path numbered(int number, String name) {
        int digits = String.valueOf(model.definition().nodes().size() - 1).length();
        return path.resolve(("%0" + Math.max(2, digits) + "d-%s.png").formatted(number, name));
    }

    /**
     * Refuses a folder that holds something else under the names of the tour, before anything is written.
     *
     * @param recipes of all dreams, by file
     * @throws UsageException if there is something
     */
    void requireOurs(Photo photo, Map<Path, Recipe> recipes) throws IOException {
        if (!force && Files.exists(page()) && !TourPage.isOne(page())) {
            throw new UsageException("%s is there already and no tour; --force overwrites it".formatted(page()));
        }
        requireOriginal(photo);
        for (var each : recipes.entrySet()) {
            requireNotThePhoto(photo, each.getKey());
            if (!force) {
                finished(each.getKey(), each.getValue());
            }
        }
        AtomicFile.requireWritable(page(), true);
    }

    private void requireOriginal(Photo photo) throws IOException {
        if (!Files.exists(original()) || isOriginal(encoded(photo))) {
            return;
        }
        requireNotThePhoto(photo, original());
        if (!force) {
            throw new UsageException(
                    "%s is there already and another picture; name another folder, or --force overwrites it"
                            .formatted(original()));
        }
    }

    private static void requireNotThePhoto(Photo photo, Path file) throws IOException {
        if (Files.exists(file) && Files.exists(photo.name()) && Files.isSameFile(file, photo.name())) {
            throw new UsageException("the tour would overwrite its own photo %s; name another folder".formatted(file));
        }
    }

    /** Writes the photo as it is dreamt on, unless it is there. */
    void writeOriginal(Photo photo) throws IOException {
        byte[] png = encoded(photo);
        if (!isOriginal(png)) {
            AtomicFile.write(original(), true, out -> out.write(png));
        }
    }

    private boolean isOriginal(byte[] png) throws IOException {
        return Files.isRegularFile(original())
                && Files.size(original()) == png.length
                && Arrays.equals(png, Files.readAllBytes(original()));
    }

    private static byte[] encoded(Photo photo) throws IOException {
        var png = new ByteArrayOutputStream();
        PictureWriter.write(photo.image(), PictureFormat.PNG, Map.of(), png);
        return png.toByteArray();
    }

    /**
     * How the dream in a file went, if it is there and whole.
     *
     * @param recipe of the dream that should be there
     * @throws UsageException if there is something else
     */
    Optional<Recipe.Outcome> finished(Path file, Recipe recipe) throws IOException {
        if (!Files.exists(file) || unfinished(file, recipe).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                Recipe.parseOutcome(file.toString(), PictureMetadata.read(file).get(Recipe.KEY)));
    }

    /** Where the dream in a file can go on, if it is there and was ended early. */
    Optional<DreamState> unfinished(Path file, Recipe recipe) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return UnfinishedDream.read(file, recipe);
        } catch (PictureException _) {
            throw new UsageException(
                    "%s is there already and no whole PNG; name another folder, or --force overwrites it"
                            .formatted(file));
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + "; name another folder, or --force dreams it again");
        }
    }
}
