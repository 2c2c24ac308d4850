package reverie.cli.sequence;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import reverie.cli.dream.Dream;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.dream.PreparedDream;
import reverie.cli.dream.Recipe;
import reverie.cli.film.FrameSequence;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.cli.report.JobProgress;
import reverie.cli.report.Version;
import reverie.weights.AtomicFile;

/**
 * Frames that are dreamt one after the other. Each is written as a file before the next begins, and what a frame takes from
 * the one before it takes from that file: so work that was killed goes on to the same bytes.
 */
public final class DreamSequence {

    /** Key of the settings of all frames among the texts of each. */
    public static final String KEY = "reverie:film";

    private static final Recipe.Outcome NO_OUTCOME = new Recipe.Outcome(0, 0, 0);

    private final DreamStudio studio;
    private final DreamSpec spec;
    private final FrameSequence frames;
    private final Source source;
    private final Map<String, Object> settings;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private JobProgress.Work work; // of one frame

    /** What frames are dreamt on. */
    public interface Source {

        /**
         * What a frame is dreamt on.
         *
         * @param number from 1; all frames before it have been made
         */
        Photo photo(int number) throws IOException;

        /** How a frame is dreamt. */
        DreamSpec spec(DreamSpec spec, int number);
    }

    /**
     * @param spec how to dream
     * @param frames where they go
     * @param settings what they depend on beside the recipe of the first, by name
     */
    public DreamSequence(
            DreamStudio studio, DreamSpec spec, FrameSequence frames, Source source, Map<String, Object> settings) {
        this.studio = studio;
        this.spec = spec;
        this.frames = frames;
        this.source = source;
        this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Makes a bar for so many frames that are each so much work. */
    @FunctionalInterface
    public interface Progress {

        JobProgress start(JobProgress.Work frame, int frames);
    }

    /**
     * Begins, or finds what it has begun before; nothing is dreamt yet.
     *
     * @param film what the frames are made for
     * @param force whether what is there is to be made again
     * @param tell is told what was decided, in lines
     * @throws reverie.cli.report.UsageException if there is something else
     */
    public void begin(Optional<Path> film, boolean force, Consumer<String> tell) throws IOException {
        PreparedDream first = studio.prepare(source.spec(spec, 1), source.photo(1), tell, _ -> {});
        Recipe recipe = first.recipe();
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put(SequenceJob.FRAMES, frames.total());
        all.put("dream", recipe.json(NO_OUTCOME));
        var job = new SequenceJob(all);
        job.begin(frames, film, force);
        texts.put("Software", "reverie " + Version.number());
        texts.put(KEY, job.json());
        work = first.work();
        tell.accept("%s, model %s, %s, %d frames of %d x %d pixels, seed %d"
                .formatted(
                        studio.backend().description(),
                        recipe.model().name(),
                        first.objectiveText(),
                        frames.total(),
                        recipe.width(),
                        recipe.height(),
                        recipe.spec().seed()));
    }

    /** What is written into each frame, and into the film: the settings of all frames. */
    public Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /**
     * Makes the frames that are not there.
     *
     * @param stop whether to end early
     * @return whether all are there
     */
    public boolean run(Progress progress, BooleanSupplier stop) throws IOException {
        int next = frames.firstMissing().orElse(frames.total() + 1);
        try (JobProgress bar = progress.start(work, frames.total())) {
            if (next > 1) {
                bar.skip(next - 2);
            }
            for (int number = next; number <= frames.total() && !stop.getAsBoolean(); number++) {
                make(number, bar);
            }
        }
        return frames.firstMissing().isEmpty();
    }

    /** Whether a folder holds frames that were begun, complete or not. */
    public static boolean isBegunIn(Path folder) {
        return Files.isRegularFile(SequenceJob.file(folder));
    }

    /** Deletes the frames, which have done their work, and the folder if nothing else is in it. */
    public void delete() throws IOException {
        frames.delete();
        // Last of all: as long as it is there, the same command goes on with this.
        Files.deleteIfExists(SequenceJob.file(frames.folder()));
        try {
            Files.deleteIfExists(frames.folder());
        } catch (DirectoryNotEmptyException _) {
            // What else is in it is not ours.
        }
    }

    private void make(int number, JobProgress bar) throws IOException {
        PreparedDream prepared = studio.prepare(source.spec(spec, number), source.photo(number), _ -> {}, _ -> {});
        String name = frames.frame(number).getFileName().toString();
        Dream dream = prepared.run(bar.listener(number - 1, name), Optional.empty());
        if (dream.outcome().iterationsDone() < prepared.steps()) {
            return; // ended early
        }
        AtomicFile.write(
                frames.frame(number), true, out -> PictureWriter.write(dream.picture(), PictureFormat.PNG, texts, out));
        bar.done(number - 1, "%s  %s".formatted(name, dream.line()));
    }
}
