package reverie.cli.sequence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reverie.cli.film.FrameSequence;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.weights.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the frames of a folder are: the settings of all of them, in a file beside them, so that work that was killed goes on
 * only as what it was begun as.
 *
 * @param settings by name; in their order
 */
record SequenceJob(Map<String, Object> settings) {

    /** The file, beside the frames. */
    private static final String FILE_NAME = "job.json";

    /** The setting that says how many frames there are. */
    static final String FRAMES = "frames";

    SequenceJob {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("reverie", Version.number());
        all.putAll(settings);
        settings = all;
    }

    /** The settings as JSON, on one line. */
    String json() {
        return JsonMapper.shared().writeValueAsString(settings);
    }

    /**
     * Begins, or goes on.
     *
     * @param film what the frames are made for; if this job is there, a film that is there too is its own
     * @param force whether what is there is to be made again; it is deleted
     * @throws UsageException if there is something else
     */
    void begin(FrameSequence frames, Optional<Path> film, boolean force) throws IOException {
        Path file = file(frames.folder());
        if (!force && Files.exists(file)) {
            requireSame(file);
            return;
        }
        if (!force && film.isPresent() && Files.exists(film.get())) {
            throw new UsageException("%s is there already; --force overwrites it".formatted(film.get()));
        }
        if (!force && frames.frames().stream().anyMatch(Files::exists)) {
            throw new UsageException(
                    "%s holds frames of something else; name another folder, or --force overwrites them"
                            .formatted(frames.folder()));
        }
        Files.createDirectories(frames.folder());
        if (film.isPresent()) {
            Files.deleteIfExists(film.get());
        }
        delete(frames);
        AtomicFile.write(file, true, out -> out.write((json() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** The file of the settings in a folder of frames. */
    static Path file(Path folder) {
        return folder.resolve(FILE_NAME);
    }

    /** Deletes the frames, and those of the job before, whose names may have fewer digits or more. */
    private static void delete(FrameSequence frames) throws IOException {
        int before = 0;
        if (Files.isRegularFile(file(frames.folder()))) {
            try {
                before = JsonMapper.shared()
                        .readTree(Files.readString(file(frames.folder())))
                        .path(FRAMES)
                        .asInt(0);
            } catch (JacksonException _) {
                // Damaged, which is why it is made again.
            }
        }
        if (before > 0) {
            new FrameSequence(frames.folder(), before).delete();
        }
        frames.delete();
    }

    private void requireSame(Path file) throws IOException {
        JsonNode there;
        try {
            there = JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new UsageException(
                    "%s is damaged (%s); --force begins again".formatted(file, e.getOriginalMessage()));
        }
        requireSame(file, "", there, JsonMapper.shared().readTree(json()));
    }

    private static void requireSame(Path file, String path, JsonNode there, JsonNode here) {
        Set<String> keys = new LinkedHashSet<>();
        there.propertyNames().forEach(keys::add);
        here.propertyNames().forEach(keys::add);
        for (String key : keys) {
            JsonNode before = there.path(key);
            JsonNode now = here.path(key);
            if (before.isObject() && now.isObject()) {
                requireSame(file, path + key + ".", before, now);
            } else if (!before.equals(now)) {
                throw new UsageException(
                        "%s was begun with other settings: %s was %s and is %s; name another folder, or --force begins again"
                                .formatted(file.getParent(), path + key, value(before), value(now)));
            }
        }
    }

    private static String value(JsonNode node) {
        return node.isMissingNode() ? "not there" : node.toString();
    }
}
