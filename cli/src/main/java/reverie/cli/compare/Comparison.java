package reverie.cli.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import reverie.cli.change.Change;
import reverie.cli.dream.Dream;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.dream.PreparedDream;
import reverie.cli.page.ReportFigure;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.Resampling;
import reverie.cli.report.JobProgress;
import reverie.cli.report.UsageException;
import reverie.engine.comparison.DreamTrack;
import reverie.engine.dream.DreamListener;
import reverie.engine.image.Image;
import reverie.engine.image.ImageDifference;

/**
 * A photo and its dream, held against the same photo changed a little and the dream of that, change by change. Nothing of
 * the pictures but what the report shows stays in memory.
 */
public final class Comparison {

    /** Values of the pictures between steps that are kept: 190 MB. A default dream on 1024 x 575 pixels has 34 million. */
    private static final long MOST_VALUES = 48_000_000;

    private static final int SIDE_ON_PAGE = 640;

    private final DreamStudio studio;
    private final DreamSpec spec;
    private final Photo photo;
    private final List<Change> changes;
    private final ComparisonFolder folder;
    private final PreparedDream prepared;
    private final Beholder beholder;
    private final DreamTrack track;

    private Image dream; // of the photo as it is
    private byte[] file; // of that dream
    private SeedStatistics seeds;

    /**
     * Makes ready, and refuses what cannot be done before anything is dreamt.
     *
     * @param changes to compare with; that nothing is changed, and that everything is by rounding alone, comes first anyway
     * @param layers at which to compare what the network sees, by full name
     * @param tell is told what was decided on the way
     * @throws UsageException if a change does not fit the photo, or files are in the way
     */
    public Comparison(
            DreamStudio studio,
            DreamSpec spec,
            Photo photo,
            List<Change> changes,
            List<String> layers,
            ComparisonFolder folder,
            Consumer<String> tell)
            throws IOException {
        if (spec.noise()) {
            throw new UsageException("with --noise no dream begins with the photo, and there is nothing to compare");
        }
        this.studio = studio;
        this.spec = spec;
        this.photo = photo;
        this.changes = new ArrayList<>(List.of(Change.AGAIN, Change.ROUNDING));
        this.changes.addAll(changes);
        this.folder = folder;
        for (Change change : this.changes) {
            change.apply(photo.image(), spec.seed());
        }
        folder.requireFree(photo, this.changes);
        this.prepared = studio.prepare(spec, photo, tell, _ -> {});
        this.beholder = new Beholder(studio, layers);
        this.track = DreamTrack.within(prepared.work().pixels(), MOST_VALUES);
    }

    /** How many dreams it takes. */
    public int dreams() {
        return changes.size() + 1;
    }

    /** How much there is to do, for each dream. */
    public List<JobProgress.Work> works() {
        return Collections.nCopies(dreams(), prepared.work());
    }

    /**
     * Dreams, until all is done or the user wants to end. Dreams are saved on the way.
     *
     * @return what came of it, as far as it went; nothing if there was no time to compare anything
     */
    public Optional<ComparisonReport> run(JobProgress progress) throws IOException {
        Image image = photo.image();
        Dream first = prepared.run(DreamListener.both(track, progress.listener(0, "the photo")), Optional.empty());
        if (first.outcome().iterationsDone() < prepared.steps()) {
            return Optional.empty();
        }
        dream = first.picture();
        file = bytes(first);
        folder.prepare();
        folder.write(folder.photo(), image, photo.fileName());
        folder.write(folder.dream(), out -> out.write(file));
        progress.done(0, "the photo  " + first.line());
        seeds = new SeedStatistics(image.height(), image.width());
        seeds.add(dream);
        List<ComparedDream> compared = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Optional<ComparedDream> next = compare(i + 1, changes.get(i), progress);
            if (next.isEmpty()) {
                break;
            }
            compared.add(next.get());
        }
        return compared.isEmpty() ? Optional.empty() : Optional.of(new ComparisonReport(findings(compared), folder));
    }

    private Optional<ComparedDream> compare(int index, Change change, JobProgress progress) throws IOException {
        Image changed = change.apply(photo.image(), spec.seed());
        PreparedDream other = studio.prepare(
                spec.withSeed(spec.seed() + change.seeds()),
                new Photo(photo.name(), photo.sha256(), changed),
                _ -> {},
                _ -> {});
        DreamTrack.Comparison watcher = track.compare();
        Dream there =
                other.run(DreamListener.both(watcher, progress.listener(index, change.label())), Optional.empty());
        if (there.outcome().iterationsDone() < other.steps()) {
            return Optional.empty();
        }
        Image otherDream = there.picture();
        boolean isSameFile = Arrays.equals(file, bytes(there));
        save(change, changed, there);
        if (change.seeds() > 0) {
            seeds.add(otherDream);
        }
        var compared = new ComparedDream(
                change,
                beholder.compare(photo.image(), changed),
                beholder.compare(dream, otherDream),
                Dreamt.correlation(photo.image(), dream, changed, otherDream),
                undone(change, changed, otherDream),
                isSameFile,
                watcher.distances(),
                isSameFile ? List.of() : figures(change, changed, otherDream),
                isSameFile ? List.of() : crops(change, changed, otherDream));
        progress.done(
                index,
                "%s  photos %s, dreams %s grey levels apart"
                        .formatted(
                                change.label(),
                                Numbers.text(compared.photos().difference().rootMeanSquare()),
                                Numbers.text(compared.distance())));
        return Optional.of(compared);
    }

    private Optional<ComparedDream.Undone> undone(Change change, Image changed, Image otherDream) throws IOException {
        if (change.undo().isEmpty()) {
            return Optional.empty();
        }
        Image photoAgain = change.undo().get().on(changed, spec.seed());
        Image dreamThere = change.undo().get().on(otherDream, spec.seed());
        return Optional.of(new ComparedDream.Undone(
                ImageDifference.between(dream, dreamThere),
                Dreamt.correlation(photo.image(), dream, photoAgain, dreamThere)));
    }

    private static byte[] bytes(Dream dream) throws IOException {
        var out = new ByteArrayOutputStream();
        dream.file(PictureFormat.PNG).writeTo(out);
        return out.toByteArray();
    }

    /** A dream of the photo itself carries its recipe, by which it can be replayed; a changed photo has no file of its own. */
    private void save(Change change, Image changed, Dream there) throws IOException {
        if (change.leavesPhoto()) {
            folder.write(folder.dream(change), there.file(PictureFormat.PNG));
            return;
        }
        String what = "%s, changed: %s (seed %d)".formatted(photo.fileName(), change.text(), spec.seed());
        folder.write(folder.photo(change), changed, what);
        folder.write(folder.dream(change), there.picture(), "dream of " + what);
    }

    private List<ReportFigure> figures(Change change, Image changed, Image otherDream) throws IOException {
        String name = change.label();
        List<ReportFigure> figures = new ArrayList<>();
        if (!change.leavesPhoto()) {
            figures.add(
                    figure(changed, "the photo after the change " + name, "the changed photo", folder.photo(change)));
        }
        GreyMap map = GreyMap.difference(dream, otherDream);
        figures.add(figure(otherDream, "the dream after the change " + name, "its dream", folder.dream(change)));
        figures.add(ReportFigure.of(
                small(map.picture()),
                "a map of how much the dreams differ after the change " + name,
                "where the dreams differ: white is %s grey levels or more".formatted(Numbers.text(map.white()))));
        return figures;
    }

    private List<ReportFigure> crops(Change change, Image changed, Image otherDream) throws IOException {
        List<Image> four = List.of(photo.image(), dream, changed, otherDream);
        return List.of(
                crop(Crop.most(dream, otherDream), four, "most", change.label()),
                crop(Crop.least(dream, otherDream), four, "least", change.label()));
    }

    private static ReportFigure crop(Crop crop, List<Image> pictures, String how, String name) throws IOException {
        return ReportFigure.of(
                crop.sideBySide(pictures),
                "the part of photo and dream, changed photo and its dream, that differs %s after the change %s"
                        .formatted(how, name),
                "where they differ %s (RMSE %s): above photo and dream, below changed photo and its dream; %d x %d pixels at %d,%d"
                        .formatted(
                                how,
                                Numbers.text(crop.rootMeanSquare()),
                                crop.side(),
                                crop.side(),
                                crop.x(),
                                crop.y()));
    }

    private static ReportFigure figure(Image picture, String alternative, String caption, Path file)
            throws IOException {
        return ReportFigure.of(small(picture), alternative, caption).linkedTo(file);
    }

    private static Image small(Image picture) {
        return Resampling.shrinkToLongestSide(picture, SIDE_ON_PAGE);
    }

    private Findings findings(List<ComparedDream> compared) throws IOException {
        return new Findings(
                photo,
                prepared.recipe(),
                prepared.objectiveText(),
                beholder.compare(photo.image(), dream),
                beholder.layers(),
                beholder.classes(),
                track.everyRow(),
                compared,
                List.of(
                        figure(photo.image(), "the photo", "the photo", folder.photo()),
                        figure(dream, "the dream of the photo", "its dream", folder.dream())),
                seedFigures(),
                changes.size());
    }

    private List<ReportFigure> seedFigures() throws IOException {
        if (seeds.count() < 2) {
            return List.of();
        }
        String what = "of %d dreams of %s with seeds %d to %d"
                .formatted(seeds.count(), photo.fileName(), spec.seed(), spec.seed() + seeds.count() - 1);
        GreyMap deviation = seeds.deviation();
        Image mean = seeds.mean();
        String scale = "standard deviation: white is %s grey levels or more".formatted(Numbers.text(deviation.white()));
        folder.write(folder.seedsMean(), mean, "mean " + what);
        folder.write(folder.seedsDeviation(), deviation.picture(), "%s, %s".formatted(what, scale));
        return List.of(
                figure(mean, "the mean " + what, "mean " + what, folder.seedsMean()),
                figure(deviation.picture(), "the standard deviation " + what, scale, folder.seedsDeviation()));
    }
}
