package reverie.cli.dream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import reverie.cli.picture.ExamplePhoto;
import reverie.cli.report.UsageException;
import reverie.weights.ModelFile;

/**
 * The files that a dream was made of, found again: a recipe has their names and their SHA-256.
 *
 * @param dream whose folder is searched first
 */
public record Originals(RecordedDream dream) {

    /** How much of a hash people compare. */
    private static final int SHOWN_DIGITS = 16;

    /**
     * Reads photo, guide and mask. What has the right hash gets the name that the recipe has for it, whatever it is called
     * here.
     *
     * @param photo the file that was named, if one was; else it is looked for
     * @param longestSide to scale the photo down to
     * @param asked names guide and mask: as the recipe does, in which case they are looked for, or otherwise
     * @throws UsageException if one is not found
     */
    public DreamPictures read(Optional<Path> photo, OptionalInt longestSide, DreamSpec asked) throws IOException {
        Recipe recipe = dream.recipe();
        Optional<Path> file = photo.isPresent() ? photo : photoFile(recipe.photo());
        return new DreamPictures(
                named(Photo.read(file, longestSide), Optional.of(recipe.photo())),
                readOther("guide", asked.guide(), recipe.guide()),
                readOther("mask", asked.mask(), recipe.mask()));
    }

    /** Without a file, it is the project's own. */
    private Optional<Path> photoFile(Recipe.Source source) throws IOException {
        Optional<Path> found = search(source);
        if (found.isPresent() && Photo.sha256(found.get()).equals(source.sha256())) {
            return found;
        }
        if (source.path().equals(ExamplePhoto.NAME)
                && Photo.read(Optional.empty(), OptionalInt.empty()).sha256().equals(source.sha256())) {
            return Optional.empty();
        }
        return Optional.of(found.orElseThrow(
                () -> new UsageException("the photo %s lies neither beside the dream nor here; name it behind the dream"
                        .formatted(source.name()))));
    }

    private Optional<Photo> readOther(String what, Optional<Path> asked, Optional<Recipe.Source> source)
            throws IOException {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Path file = asked.get();
        if (source.isPresent() && file.equals(source.get().path())) {
            file = search(source.get())
                    .orElseThrow(() ->
                            new UsageException("the %s %s lies neither beside the dream nor here; name it with --%s"
                                    .formatted(what, source.get().name(), what)));
        }
        return Optional.of(named(Photo.read(Optional.of(file), OptionalInt.empty()), source));
    }

    private static Photo named(Photo photo, Optional<Recipe.Source> source) {
        return source.filter(s -> s.sha256().equals(photo.sha256()))
                .map(s -> photo.named(s.name()))
                .orElse(photo);
    }

    /** The file of that name that is the right one, or else one of that name. */
    private Optional<Path> search(Recipe.Source source) throws IOException {
        List<Path> there = Stream.of(dream.name().resolveSibling(source.name()), source.path())
                .filter(Files::isRegularFile)
                .toList();
        for (Path file : there) {
            if (Photo.sha256(file).equals(source.sha256())) {
                return Optional.of(file);
            }
        }
        return there.stream().findFirst();
    }

    /** Which of the files are not those of the recipe, in words; empty if all are. */
    public List<String> differences(ModelFile model, DreamPictures pictures) {
        Recipe recipe = dream.recipe();
        List<String> differences = new ArrayList<>();
        add(differences, "model", Optional.of(recipe.model()), Optional.of(model.sha256()));
        add(
                differences,
                "photo",
                Optional.of(recipe.photo()),
                Optional.of(pictures.photo().sha256()));
        add(differences, "guide", recipe.guide(), pictures.guide().map(Photo::sha256));
        add(differences, "mask", recipe.mask(), pictures.mask().map(Photo::sha256));
        return differences;
    }

    private static void add(
            List<String> differences, String what, Optional<Recipe.Source> there, Optional<String> here) {
        if (there.isPresent() && here.isPresent() && !there.get().sha256().equals(here.get())) {
            differences.add("the SHA-256 of the %s %s is %s there and %s here"
                    .formatted(what, there.get().name(), shortened(there.get().sha256()), shortened(here.get())));
        }
    }

    private static String shortened(String sha256) {
        return sha256.substring(0, SHOWN_DIGITS) + "...";
    }
}
