package reverie.cli.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reverie.cli.change.Change;
import reverie.cli.dream.Photo;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.engine.image.Image;
import reverie.weights.AtomicFile;

/**
 * Where a comparison lies: what its files are called.
 *
 * @param path need not exist
 * @param force whether files that are there may be overwritten
 */
public record ComparisonFolder(Path path, boolean force) {

    static final String PHOTO = "photo";
    static final String DREAM = "dream";

    /** The report. */
    public Path page() {
        return path.resolve("index.html");
    }

    Path table() {
        return path.resolve("compare.csv");
    }

    Path growth() {
        return path.resolve("growth.csv");
    }

    Path json() {
        return path.resolve("compare.json");
    }

    Path photo() {
        return path.resolve(PHOTO + ".png");
    }

    Path dream() {
        return path.resolve(DREAM + ".png");
    }

    Path photo(Change change) {
        return path.resolve(change.fileName() + "." + PHOTO + ".png");
    }

    Path dream(Change change) {
        return path.resolve(change.fileName() + "." + DREAM + ".png");
    }

    Path seedsMean() {
        return path.resolve("seeds-mean.png");
    }

    Path seedsDeviation() {
        return path.resolve("seeds-deviation.png");
    }

    private List<Path> reports() {
        return List.of(page(), table(), growth(), json());
    }

    /**
     * Refuses a folder in which something would be overwritten that may not be.
     *
     * @throws UsageException if there is such a file
     */
    void requireFree(Photo photo, List<Change> changes) throws IOException {
        List<Path> files = new ArrayList<>(reports());
        files.addAll(List.of(photo(), dream(), seedsMean(), seedsDeviation()));
        for (Change change : changes) {
            files.add(photo(change));
            files.add(dream(change));
        }
        for (Path file : files) {
            if (Files.exists(file) && Files.exists(photo.name()) && Files.isSameFile(file, photo.name())) {
                throw new UsageException(
                        "the comparison would overwrite its own photo %s; name another folder".formatted(file));
            }
            if (Files.exists(file) && !force) {
                throw new UsageException(
                        "%s is there already; name another folder, or --force overwrites it".formatted(file));
            }
        }
    }

    /** Makes the folder, and takes away what an earlier comparison said, which is true no longer. */
    void prepare() throws IOException {
        Files.createDirectories(path);
        for (Path report : reports()) {
            Files.deleteIfExists(report);
        }
    }

    void write(Path file, AtomicFile.Body body) throws IOException {
        AtomicFile.write(file, force, body);
    }

    /** @param description what is to be seen */
    void write(Path file, Image picture, String description) throws IOException {
        Map<String, String> text = new LinkedHashMap<>(); // in this order, or the file would differ from run to run
        text.put("Software", "reverie " + Version.number());
        text.put("Description", description);
        write(file, out -> PictureWriter.write(picture, PictureFormat.PNG, text, out));
    }
}
