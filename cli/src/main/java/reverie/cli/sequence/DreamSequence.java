package reverie.cli.sequence;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
     * Makes the frames that are not there.
     *
     * @param force whether to make all of them again
     * @param tell is told what was decided, in lines
     * @param stop whether to end early
     * @return the texts for a film of the frames; empty if it was ended early
     * @throws reverie.cli.report.UsageException if the folder holds something else
     */
    public Optional<Map<String, String>> run(
            boolean force, Consumer<String> tell, Progress progress, BooleanSupplier stop) throws IOException {
        PreparedDream first = studio.prepare(source.spec(spec, 1), source.photo(1), tell, _ -> {});
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("frames", frames.total());
        all.put("dream", first.recipe().json(NO_OUTCOME));
        var job = new SequenceJob(all);
        job.begin(frames, force);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "reverie " + Version.number());
        texts.put(KEY, job.json());
        try (JobProgress bar = progress.start(first.work(), frames.total())) {
            OptionalInt missing = frames.firstMissing();
            for (int number = 1; number < missing.orElse(frames.total() + 1); number++) {
                bar.skip(number - 1);
            }
            for (int number = missing.orElse(frames.total() + 1);
                    number <= frames.total() && !stop.getAsBoolean();
                    number++) {
                make(number, texts, bar);
            }
        }
        return frames.firstMissing().isEmpty() ? Optional.of(texts) : Optional.empty();
    }

    private void make(int number, Map<String, String> texts, JobProgress bar) throws IOException {
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
