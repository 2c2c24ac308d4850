package reverie.cli.film;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.engine.image.Image;

/** What the tests of this package share: a folder, frames, and ffmpeg where it is. */
abstract class FilmFixture {

    @TempDir
    Path folder;

    /** The programs; a test that needs them is skipped where they are missing, unless they are required. */
    static Ffmpeg ffmpeg() {
        Optional<Ffmpeg> found = Ffmpeg.find();
        if (found.isEmpty()) {
            String message = "ffmpeg with ffprobe is not on the PATH";
            if (Boolean.getBoolean("reverie.require.ffmpeg")) {
                return fail(message);
            }
            return abort(message);
        }
        return found.get();
    }

    /** A smooth picture that differs from frame to frame: a slope of colours, with a bright bar that moves. */
    static Image frame(int number, int height, int width) {
        float[] rgb = new float[3 * height * width];
        for (int i = 0; i < height * width; i++) {
            int x = i % width;
            int y = i / width;
            boolean bar = x / 4 == number;
            rgb[3 * i] = bar ? 250 : 40 + 150f * x / width;
            rgb[3 * i + 1] = bar ? 250 : 180 - 120f * y / height;
            rgb[3 * i + 2] = bar ? 230 : 90;
        }
        return new Image(height, width, rgb);
    }

    Path save(Image image, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            PictureWriter.write(image, PictureFormat.PNG, Map.of(), out);
        }
        return file;
    }

    List<Path> frames(int count, int height, int width) throws IOException {
        List<Path> frames = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            frames.add(save(frame(i, height, width), "frames/frame-%03d.png".formatted(i)));
        }
        return frames;
    }

    static Film film(List<Path> frames, String rate) {
        return new Film(frames, FrameRate.parse(rate), Optional.empty(), Map.of());
    }

    /** Has ffmpeg make something. */
    static void make(Path folder, String... arguments) throws IOException {
        try (ExternalProgram run = ffmpeg().startFfmpeg(folder, List.of(arguments))) {
            run.input().close();
            run.await("the test's own film could not be made");
        }
    }

    /** The root of the mean squared difference of two pictures, over the size of the first. */
    static double difference(Image expected, Image actual) {
        double sum = 0;
        for (int i = 0; i < expected.rgb().length; i++) {
            int pixel = i / 3;
            int there = pixel / expected.width() * actual.width() + pixel % expected.width();
            double difference = expected.rgb()[i] - actual.rgb()[3 * there + i % 3];
            sum += difference * difference;
        }
        return Math.sqrt(sum / expected.rgb().length);
    }

    List<String> list(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
