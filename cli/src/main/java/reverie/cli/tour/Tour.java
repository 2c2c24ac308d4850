package reverie.cli.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import reverie.cli.dream.Dream;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.LayerTerm;
import reverie.cli.dream.Photo;
import reverie.cli.dream.PreparedDream;
import reverie.cli.dream.Recipe;
import reverie.cli.page.LeftOut;
import reverie.cli.page.TourPage;
import reverie.cli.page.TourStop;
import reverie.cli.picture.PictureFormat;
import reverie.cli.report.JobProgress;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DreamException;
import reverie.engine.layer.LayerException;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.ReceptiveField;
import reverie.weights.AtomicFile;

/**
 * A photo that is dreamt at one layer after another, in a folder: its pictures, numbered in network order, and a page to step
 * through them. A picture that is there is whole, and is not dreamt again: a tour that was killed goes on where it was.
 */
public final class Tour {

    private static final String LATER = "not dreamt yet";
    private static final String IDLE = "nothing here responds to this picture";

    private final DreamStudio studio;
    private final DreamSpec spec;
    private final Photo photo;
    private final TourFolder folder;
    private final List<String> layers;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Stop> shown = new ArrayList<>();
    private int done;
    private int failed;

    /**
     * @param spec how to dream; its own layers do not matter
     * @param folder where everything goes; need not exist
     * @param force whether to dream again what is there
     * @param layers which layers: {@code main}, {@code all}, or names and patterns with commas
     * @throws UsageException if there is no such layer
     */
    public Tour(DreamStudio studio, DreamSpec spec, Photo photo, Path folder, boolean force, String layers) {
        this.studio = studio;
        this.spec = spec;
        this.photo = photo;
        this.folder = new TourFolder(folder, studio.model(), force);
        this.layers = TourLayers.of(studio.model().definition(), layers);
    }

    /** One layer that can run. The dream itself is prepared when its turn comes: all of them would fill the memory. */
    private record Stop(String layer, Path file, Recipe recipe, JobProgress.Work work) {}

    /**
     * What has come of it.
     *
     * @param page if there is anything to show
     * @param planned how many layers can run on this photo
     * @param dreamt how many of them are dreamt
     * @param failed how many of the others were tried
     */
    public record Result(Optional<Path> page, int planned, int dreamt, int failed) {}

    /** Makes a bar for works that follow each other. */
    @FunctionalInterface
    public interface Progress {

        JobProgress start(List<JobProgress.Work> works);
    }

    /**
     * Dreams, and writes the page. To be called once.
     *
     * @param tell is told what was decided beforehand, in lines
     * @param stop whether to end early
     * @throws UsageException if the folder holds something else
     * @throws LayerException if there is no layer at all that can run on this photo
     * @throws IOException if something cannot be written; what was dreamt before stays
     */
    public Result run(Consumer<String> tell, Progress progress, BooleanSupplier stop) throws IOException {
        List<Stop> stops = plan(tell);
        if (stops.isEmpty()) {
            throw new LayerException("none of %d layers can run on this photo".formatted(layers.size()));
        }
        Map<Path, Recipe> recipes = new LinkedHashMap<>();
        stops.forEach(at -> recipes.put(at.file(), at.recipe()));
        Files.createDirectories(folder.path());
        folder.requireOurs(photo, recipes);
        folder.writeOriginal(photo);
        try (JobProgress job = progress.start(stops.stream().map(Stop::work).toList())) {
            for (int i = 0; i < stops.size(); i++) {
                visit(stops.get(i), i, job, stop);
            }
        }
        return new Result(writePage(), stops.size(), done, failed);
    }

    /** Finds out where a dream is possible, and tells where not. */
    private List<Stop> plan(Consumer<String> tell) throws IOException {
        List<Stop> stops = new ArrayList<>();
        for (String layer : layers) {
            try {
                PreparedDream dream = prepare(layer, line -> tell.accept("%s: %s".formatted(layer, line)));
                stops.add(new Stop(layer, folder.picture(layer), dream.recipe(), dream.work()));
            } catch (LayerException | DreamException e) {
                leaveOut(layer, e.getMessage());
                tell.accept("left out: " + about(layer, e.getMessage()));
            }
        }
        return stops;
    }

    private PreparedDream prepare(String layer, Consumer<String> tell) throws IOException {
        return studio.prepare(spec.withObjective(List.of(LayerTerm.of(layer)), List.of()), photo, tell, _ -> {});
    }

    /** What went wrong, and where, if it does not say so itself. */
    private static String about(String layer, String message) {
        return message.contains(layer) ? message : "%s: %s".formatted(layer, message);
    }

    private void leaveOut(String layer, String reason) {
        leftOut.add(new LeftOut(layer, reason));
    }

    /** A layer that fails does not keep the others from being dreamt at. */
    private void visit(Stop at, int index, JobProgress job, BooleanSupplier stop) throws IOException {
        try {
            Optional<Recipe.Outcome> before =
                    folder.force() ? Optional.empty() : folder.finished(at.file(), at.recipe());
            if (before.isPresent()) {
                AtomicFile.sweep(at.file());
                job.skip(index);
                show(at, before.get(), job);
            } else if (stop.getAsBoolean()) {
                leaveOut(at.layer(), LATER);
            } else {
                dream(at, index, job);
            }
        } catch (DreamException | LayerException | OutOfMemoryError e) {
            String reason = e instanceof OutOfMemoryError ? "out of memory" : e.getMessage();
            failed++;
            leaveOut(at.layer(), reason);
            job.skip(index);
            job.tell("failed: " + about(at.layer(), reason));
        }
    }

    private void dream(Stop at, int index, JobProgress job) throws IOException {
        Dream dream = prepare(at.layer(), _ -> {})
                .run(
                        job.listener(index, at.layer()),
                        folder.force() ? Optional.empty() : folder.unfinished(at.file(), at.recipe()));
        if (dream.state().isPresent() || dream.outcome().iterationsDone() == 0) {
            leaveOut(at.layer(), LATER);
            return;
        }
        AtomicFile.write(at.file(), true, dream.file(PictureFormat.PNG));
        job.done(index, "%s  %s".formatted(at.layer(), dream.line()));
        show(at, dream.outcome(), job);
    }

    /** Where nothing responds there is a picture, so that it is not tried again; the page has no use for it. */
    private void show(Stop at, Recipe.Outcome outcome, JobProgress job) {
        done++;
        if (outcome.isIdle()) {
            leaveOut(at.layer(), IDLE);
            job.tell("warning: %s: %s, which stays as it is".formatted(at.layer(), IDLE));
        } else {
            shown.add(at);
        }
    }

    private Optional<Path> writePage() throws IOException {
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        NetworkDefinition definition = studio.model().definition();
        var shapes = new NetworkShapes(
                definition, photo.image().height(), photo.image().width());
        Map<String, ReceptiveField> fields = ReceptiveField.of(definition, shapes);
        var page = new TourPage(
                "A tour of the layers",
                photo.fileName(),
                definition.name(),
                folder.original().getFileName().toString(),
                shown.stream()
                        .map(at -> new TourStop(
                                at.layer(),
                                at.file().getFileName().toString(),
                                shapes.find(at.layer()),
                                Optional.ofNullable(fields.get(at.layer()))))
                        .toList(),
                leftOut.stream()
                        .sorted(Comparator.comparingInt(left -> layers.indexOf(left.layer())))
                        .toList());
        page.write(folder.path(), true);
        return Optional.of(folder.page());
    }
}
