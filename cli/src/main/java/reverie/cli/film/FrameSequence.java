package reverie.cli.film;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import reverie.weights.AtomicFile;

/**
 * Numbered frames that are being made: {@code frame-001.png} to {@code frame-120.png}. They are written by {@link
 * AtomicFile}, so those that are there are whole, and work that was killed goes on with the first that is not.
 *
 * @param folder where they lie
 * @param total how many there will be, at least 1; the numbers have as many digits as this one
 */
public record FrameSequence(Path folder, int total) {

    public FrameSequence {
        if (total < 1) {
            throw new IllegalArgumentException("a film of %d frames".formatted(total));
        }
    }

    /**
     * The file of a frame.
     *
     * @param number 1 to {@code total}
     */
    public Path frame(int number) {
        if (number < 1 || number > total) {
            throw new IllegalArgumentException("frame %d of %d".formatted(number, total));
        }
        String digits = Integer.toString(number);
        String zeros = "0".repeat(Integer.toString(total).length() - digits.length());
        return folder.resolve("frame-" + zeros + digits + ".png");
    }

    /** All files in order, whether they are there or not. */
    public List<Path> frames() {
        return IntStream.rangeClosed(1, total).mapToObj(this::frame).toList();
    }

    /** Whether a frame has been made. */
    public boolean isThere(int number) {
        return Files.isRegularFile(frame(number));
    }

    /** The first frame that has not been made; empty if all have. */
    public OptionalInt firstMissing() {
        return IntStream.rangeClosed(1, total)
                .filter(number -> !isThere(number))
                .findFirst();
    }

    /** Deletes all that are there, and what killed processes have left of them. */
    public void delete() throws IOException {
        for (Path frame : frames()) {
            Files.deleteIfExists(frame);
            AtomicFile.sweep(frame);
        }
    }
}
