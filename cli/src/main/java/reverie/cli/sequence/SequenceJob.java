package reverie.cli.sequence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
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
    static final String FILE_NAME = "job.json";

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
     * @param force whether frames that are there are to be made again
     * @throws UsageException if the folder holds the frames of something else
     */
    void begin(FrameSequence frames, boolean force) throws IOException {
        Path file = frames.folder().resolve(FILE_NAME);
        Files.createDirectories(frames.folder());
        if (force) {
            for (Path frame : frames.frames()) {
                Files.deleteIfExists(frame);
            }
        } else if (Files.exists(file)) {
            requireSame(file);
            return;
        } else if (frames.frames().stream().anyMatch(Files::exists)) {
            throw new UsageException(
                    "%s holds frames of something else; name another folder, or --force overwrites them"
                            .formatted(frames.folder()));
        }
        AtomicFile.write(file, true, out -> out.write((json() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private void requireSame(Path file) throws IOException {
        JsonNode there;
        try {
            there = JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new UsageException(
                    "%s is damaged (%s); --force begins again".formatted(file, e.getOriginalMessage()));
        }
        JsonNode here = JsonMapper.shared().readTree(json());
        Set<String> keys = new LinkedHashSet<>();
        there.propertyNames().forEach(keys::add);
        here.propertyNames().forEach(keys::add);
        for (String key : keys) {
            if (!Objects.equals(there.get(key), here.get(key))) {
                throw new UsageException(
                        "%s was begun with other settings: %s was %s and is %s; name another folder, or --force begins again"
                                .formatted(file.getParent(), key, there.get(key), here.get(key)));
            }
        }
    }
}
