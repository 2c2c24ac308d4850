package reverie.cli.film;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import reverie.cli.picture.AnimatedPng;
import reverie.cli.picture.PhotoReader;
import reverie.engine.image.Image;
import reverie.weights.AtomicFile;

/**
 * A film of frames that lie in files. They are read one at a time, so that a film may be as long as the disk allows.
 *
 * @param frames the files in order, at least one; all pictures have the same size
 * @param rate how fast they follow each other
 * @param sound what is heard meanwhile; formats without sound leave it out
 * @param text notes to keep in the file, such as a recipe; a GIF does not carry them
 */
public record Film(List<Path> frames, FrameRate rate, Optional<Sound> sound, Map<String, String> text) {

    public Film {
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a film without frames");
        }
        frames = List.copyOf(frames);
        text = Collections.unmodifiableMap(new LinkedHashMap<>(text)); // keeps its order
    }

    /**
     * The sound of another film.
     *
     * @param film the file it is in; one without sound gives none
     * @param start when in that film the first frame was, in seconds
     */
    public record Sound(Path film, double start) {}

    /**
     * Writes the film, whole or not at all, in the format that the target's ending asks for.
     *
     * @param overwrite whether a file that is there already may be replaced
     * @param progress is told, after each frame, how many have been written
     * @throws FilmException if ffmpeg is needed and missing or fails, or a frame has another size than the first
     */
    public void write(Path target, boolean overwrite, IntConsumer progress) throws IOException {
        FilmFormat format = FilmFormat.of(target);
        format.requireUsable(rate);
        switch (format) {
            case APNG -> AtomicFile.write(target, overwrite, out -> writeApng(out, progress));
            case GIF -> AtomicFile.write(target, overwrite, out -> writeGif(out, progress));
            case MP4, MOV, WEBM, MKV -> {
                var writer = new VideoWriter(Ffmpeg.require(target.toString()), this, format);
                AtomicFile.writeByName(target, overwrite, part -> writer.write(part, target, progress));
            }
        }
    }

    private void writeApng(OutputStream out, IntConsumer progress) throws IOException {
        // 65535 parts are the most: a longer denominator is cut to a delay that is right to a hundredth of a per cent.
        boolean fits = Math.max(rate.numerator(), rate.denominator()) <= 0xffff;
        int units = fits ? rate.numerator() : 10_000;
        int delay = fits ? rate.denominator() : Math.clamp(Math.round(units * rate.seconds(1)), 1, 0xffff);
        var writer = new AnimatedPng(frames.size(), delay, units, text, out);
        read((frame, number) -> {
            writer.add(frame);
            progress.accept(number);
        });
    }

    private void writeGif(OutputStream out, IntConsumer progress) throws IOException {
        try (var writer = new AnimatedGif(rate, out)) {
            read((frame, number) -> {
                writer.add(frame);
                progress.accept(number);
            });
            writer.finish();
        }
    }

    /** Takes one frame after the other. */
    @FunctionalInterface
    interface FrameConsumer {

        /**
         * Takes the next frame.
         *
         * @param number counts from 1
         */
        void accept(Image frame, int number) throws IOException;
    }

    /** Reads the frames in order; refuses one whose size is another than the first one's. */
    void read(FrameConsumer consumer) throws IOException {
        int height = 0;
        int width = 0;
        for (int i = 0; i < frames.size(); i++) {
            Image frame = PhotoReader.read(frames.get(i));
            if (i == 0) {
                height = frame.height();
                width = frame.width();
            } else if (frame.height() != height || frame.width() != width) {
                throw new FilmException("%s has %d x %d pixels and %s has %d x %d; all frames of a film need one size"
                        .formatted(frames.getFirst(), width, height, frames.get(i), frame.width(), frame.height()));
            }
            consumer.accept(frame, i + 1);
        }
    }
}
