package reverie.cli.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import reverie.cli.dream.UnfinishedDream;
import reverie.cli.page.LeftOut;
import reverie.cli.page.TourPage;
import reverie.cli.page.TourStop;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
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

    private final DreamStudio studio;
    private final DreamSpec spec;
    private final Photo photo;
    private final Path folder;
    private final boolean force;
    private final List<String> layers;

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
        this.folder = folder;
        this.force = force;
        this.layers = TourLayers.of(studio.model().definition(), layers);
    }

    /** One layer of it, ready to be dreamt at. */
    private record Stop(String layer, PreparedDream dream, Path file) {}

    /** How many layers have a picture, and how many could have one. */
    public record Result(int dreamt, int planned) {}

    /**
     * Dreams, and writes the page.
     *
     * @param tell is told what was decided, in lines
     * @param stop whether to end early
     * @throws UsageException if the folder holds something else
     * @throws LayerException if there is no layer at all that can run on this photo
     */
    public Result run(Consumer<String> tell, Progress progress, BooleanSupplier stop) throws IOException {
        requirePage();
        List<LeftOut> leftOut = new ArrayList<>();
        List<Stop> stops = prepare(leftOut, tell);
        leftOut.forEach(each -> tell.accept("left out: %s: %s".formatted(each.layer(), each.reason())));
        if (stops.isEmpty()) {
            throw new LayerException("none of %d layers can run on this photo".formatted(layers.size()));
        }
        Files.createDirectories(folder);
        writeOriginal();
        List<TourStop> shown = new ArrayList<>();
        try (JobProgress job = progress.start(stops.stream().map(Stop::dream).toList())) {
            for (int i = 0; i < stops.size() && !stop.getAsBoolean(); i++) {
                Stop at = stops.get(i);
                try {
                    if (dream(at, i, job)) {
                        shown.add(tourStop(at));
                    }
                } catch (DreamException | LayerException | OutOfMemoryError e) {
                    leftOut.add(new LeftOut(at.layer(), String.valueOf(e.getMessage())));
                    tell.accept("left out: %s: %s".formatted(at.layer(), e.getMessage()));
                }
            }
        }
        page(shown, leftOut).write(folder, true);
        return new Result(shown.size(), stops.size());
    }

    /** Makes a bar for dreams that follow each other. */
    @FunctionalInterface
    public interface Progress {

        JobProgress start(List<PreparedDream> dreams);
    }

    /** What is called as our page, and is not, stays. */
    private void requirePage() throws IOException {
        Path page = folder.resolve(TourPage.FILE_NAME);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("%s is a file; a tour needs a folder".formatted(folder));
        }
        if (!force && Files.exists(page) && !TourPage.isOne(page)) {
            throw new UsageException("%s is there already and no tour; --force overwrites it".formatted(page));
        }
    }

    private List<Stop> prepare(List<LeftOut> leftOut, Consumer<String> tell) throws IOException {
        List<Stop> stops = new ArrayList<>();
        int digits = Math.max(2, String.valueOf(layers.size()).length());
        for (int i = 0; i < layers.size(); i++) {
            String layer = layers.get(i);
            DreamSpec there = spec.withObjective(List.of(LayerTerm.of(layer)), List.of());
            try {
                PreparedDream dream =
                        studio.prepare(there, photo, line -> tell.accept("%s: %s".formatted(layer, line)), _ -> {});
                String name = "%0" + digits + "d-%s.png";
                stops.add(new Stop(layer, dream, folder.resolve(name.formatted(i + 1, layer.replace('/', '-')))));
            } catch (LayerException | DreamException e) {
                leftOut.add(new LeftOut(layer, e.getMessage()));
            }
        }
        return stops;
    }

    private Path original() {
        return folder.resolve("0"
                        .repeat(Math.max(2, String.valueOf(layers.size()).length())) + "-original.png");
    }

    private void writeOriginal() throws IOException {
        AtomicFile.write(original(), true, out -> PictureWriter.write(photo.image(), PictureFormat.PNG, Map.of(), out));
    }

    /** Dreams at a layer, unless that was done before. Returns whether there is a whole dream now. */
    private boolean dream(Stop at, int index, JobProgress job) throws IOException {
        if (!force && Files.exists(at.file())) {
            requireSame(at);
            job.skip(index);
            return true;
        }
        Dream dream = at.dream().run(job.listener(index, at.layer()), Optional.empty());
        if (dream.state().isPresent() || dream.outcome().iterationsDone() == 0) {
            return false; // ended early
        }
        AtomicFile.write(at.file(), true, dream.file(PictureFormat.PNG));
        job.done(index, "%s  %s".formatted(at.layer(), dream.line()));
        return true;
    }

    private static void requireSame(Stop at) throws IOException {
        try {
            UnfinishedDream.read(at.file(), at.dream().recipe());
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + "; name another folder, or --force dreams it again");
        }
    }

    private TourPage page(List<TourStop> stops, List<LeftOut> leftOut) {
        return new TourPage(
                "A tour of the layers",
                photo.fileName(),
                studio.model().definition().name(),
                original().getFileName().toString(),
                stops,
                leftOut);
    }

    private TourStop tourStop(Stop at) {
        NetworkDefinition definition = studio.model().definition();
        var shapes = new NetworkShapes(
                definition, photo.image().height(), photo.image().width());
        return new TourStop(
                at.layer(),
                at.file().getFileName().toString(),
                shapes.find(at.layer()),
                Optional.ofNullable(ReceptiveField.of(definition, shapes).get(at.layer())));
    }
}
