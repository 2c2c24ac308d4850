package reverie.kernels.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where tests find the truth data: real weights, and what the original Caffe made of them. These files are not part of the
 * project, so a test that needs them is skipped where they are absent, unless they are required.
 *
 * <p>The property {@code reverie.shared} names the folder; {@code reverie.require.shared=true} turns a skip into a failure.
 */
public final class SharedData {

    private SharedData() {}

    /**
     * The file, which exists.
     *
     * @param relative its place in the folder, for example {@code weights/synset_words.txt}
     * @throws org.opentest4j.TestAbortedException if it is absent, which reports the test as skipped
     */
    public static Path file(String relative) {
        String folder = System.getProperty("reverie.shared", "../../shared");
        Path file = Path.of(folder).resolve(relative);
        if (!Files.exists(file)) {
            String message =
                    "truth data '%s' is not there; name its folder with -Dreverie.shared=FOLDER".formatted(file);
            if (Boolean.getBoolean("reverie.require.shared")) {
                return fail(message);
            }
            return abort(message);
        }
        return file;
    }
}
