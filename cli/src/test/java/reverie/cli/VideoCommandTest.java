package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.engine.image.Image;

/** The command {@code video}, from frames or a film to frames or a film. */
class VideoCommandTest {

    private static final List<Object> QUICK = List.of("--octaves=1", "--iterations=1");

    @TempDir
    static Path common;

    private static Path model;

    /** Frames 1, 2 and 10 of something that moves over the winter scene. */
    private static Path in;

    @TempDir
    Path folder;

    private Path out;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        in = Files.createDirectory(common.resolve("the film's frames"));
        int shift = 0;
        for (int number : List.of(1, 2, 10)) {
            window(in.resolve("frame%d.png".formatted(number)), shift, 61, 45);
            shift += 2;
        }
    }

    /** A part of the winter scene, so far from its left. */
    private static void window(Path file, int left, int width, int height) throws IOException {
        Image scene = PhotoReader.read(SmallModel.photo(common.resolve("scene.png"), 90));
        float[] rgb = new float[3 * height * width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(scene.rgb(), 3 * (y * scene.width() + left), rgb, 3 * y * width, 3 * width);
        }
        try (var stream = Files.newOutputStream(file)) {
            PictureWriter.write(new Image(height, width, rgb), PictureFormat.PNG, Map.of(), stream);
        }
    }

    @BeforeEach
    void nameOutput() {
        out = folder.resolve("a 'dream'");
    }

    private Invocation video(Object... more) {
        return videoOf(in, out, more);
    }

    private static Invocation videoOf(Path from, Path to, Object... more) {
        return Invocation.of("video", from, to, "-m", model, QUICK, List.of(Invocation.words(more)));
    }

    private Path frame(int number) {
        return out.resolve("frame-%d.png".formatted(number));
    }

    private static float[] pixels(Path file) throws IOException {
        return PhotoReader.read(file).rgb();
    }

    @Test
    void without_blending_each_frame_is_dreamt_by_itself_in_the_order_in_which_people_count() throws IOException {
        Invocation run =
                videoOf(Path.of(in + "/"), out, "--blend=0", "--seed=4").succeeds();
        assertEquals(out + System.lineSeparator(), run.out());
        assertEquals(
                Set.of("", "frame-1.png", "frame-2.png", "frame-3.png", "job.json"),
                Listing.of(out).contents().keySet());
        Path single = folder.resolve("single.png");
        for (var each : Map.of("frame1", 1, "frame2", 2, "frame10", 3).entrySet()) {
            Path original = in.resolve(each.getKey() + ".png");
            Invocation.of("dream", original, "-m", model, QUICK, "--seed=4", "-o", single, "--force")
                    .succeeds();
            assertArrayEquals(pixels(single), pixels(frame(each.getValue())), each.getKey());
        }
    }

    @Test
    void blending_takes_from_the_dream_before() throws IOException {
        video("--blend=0").succeeds();
        float[] first = pixels(frame(1));
        float[] alone = pixels(frame(2));
        video("--blend=0.8", "--force").succeeds();
        assertArrayEquals(first, pixels(frame(1)));
        double unlike = difference(first, alone);
        double like = difference(first, pixels(frame(2)));
        assertTrue(like < unlike, () -> "%s and %s from the frame before".formatted(like, unlike));
    }

    private static double difference(float[] one, float[] other) {
        assertEquals(one.length, other.length);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return sum / one.length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--flow", "--blend=0.2", "--seed=2", "--step=3", "--layer=pool1/norm1", "--size=40"})
    void an_option_changes_the_second_frame(String option) throws IOException {
        video().succeeds();
        byte[] usual = Files.readAllBytes(frame(2));
        Invocation other = video(option);
        assertTrue(other.refusal().contains("was begun with other settings: "), other::toString);
        assertArrayEquals(usual, Files.readAllBytes(frame(2)));
        float[] before = pixels(frame(2));

        video(option, "--force").succeeds();
        float[] after = pixels(frame(2));
        assertTrue(before.length != after.length || difference(before, after) > 0);
    }

    @Test
    void originals_that_have_changed_are_noticed() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (int number = 1; number <= 3; number++) {
            window(copy.resolve(number + ".png"), number, 50, 40);
        }
        videoOf(copy, out).succeeds();
        Files.delete(frame(3));
        window(copy.resolve("3.png"), 9, 50, 40);
        Invocation run = videoOf(copy, out);
        assertTrue(run.refusal().contains("originals was "), run::toString);
        assertFalse(Files.exists(frame(3)));
    }

    @Test
    void a_film_leaves_its_frames_only_where_they_are_asked_for() throws IOException {
        Path film = folder.resolve("film.gif");
        videoOf(in, film).succeeds();
        assertEquals(Set.of("", "film.gif"), Listing.of(folder).contents().keySet());

        byte[] bytes = Files.readAllBytes(film);
        assertTrue(videoOf(in, film).refusal().contains("is there already"));
        videoOf(in, film, "--force", "--keep-frames").succeeds();
        assertArrayEquals(bytes, Files.readAllBytes(film));
        assertTrue(Files.exists(folder.resolve("film.gif.frames/frame-3.png")));
    }

    /** A process that is killed while it deletes the frames leaves some, and the note of the settings. */
    @Test
    void tidying_up_goes_on_too() throws IOException {
        Path film = folder.resolve("film.png");
        videoOf(in, film, "--keep-frames").succeeds();
        Map<String, String> whole = Listing.of(folder).contents();
        Path frames = folder.resolve("film.png.frames");
        Files.delete(frames.resolve("frame-1.png"));
        Files.writeString(frames.resolve("mine.txt"), "mine");
        Invocation run = videoOf(in, film).succeeds();
        assertFalse(run.err().contains("objective "), run::toString);
        assertEquals(whole.get("film.png"), Listing.of(folder).contents().get("film.png"));
        assertEquals(Set.of("", "mine.txt"), Listing.of(frames).contents().keySet());
    }

    @Test
    void an_interrupted_new_beginning_goes_on_without_force() throws IOException {
        Path film = folder.resolve("film.png");
        Path frames = folder.resolve("film.png.frames");
        videoOf(in, film, "--keep-frames").succeeds();
        Map<String, String> whole = Listing.of(folder).contents();
        // As a process leaves it that was started with --force and killed after its first frame.
        Files.delete(film);
        Files.delete(frames.resolve("frame-2.png"));
        Files.delete(frames.resolve("frame-3.png"));
        videoOf(in, film, "--keep-frames").succeeds();
        assertEquals(whole, Listing.of(folder).contents());
    }

    @ParameterizedTest
    @CsvSource({
        "--blend=1, --blend must be at least 0 and less than 1",
        "--blend=-0.1, --blend must be at least 0",
        "--blend=NaN, --blend must be at least 0",
        "--size=0, --size must be at least 1",
        "--fps=12, concern films",
        "--keep-frames, concern films",
        "--noise, --noise would leave nothing",
        "--power=3, --power must be from 1 to 2",
        "--layer=nowhere, nowhere"
    })
    void what_cannot_be_meant_is_refused(String option, String reason) {
        String line = video(option).refusal();
        assertTrue(line.contains(reason), line);
        assertFalse(Files.exists(out));
    }

    @Test
    void flow_without_blending_is_refused() {
        assertTrue(video("--flow", "--blend=0").refusal().contains("with --blend 0 there is none"));
    }

    @Test
    void a_film_that_cannot_be_written_is_refused() {
        assertTrue(videoOf(in, folder.resolve("a.avi")).refusal().contains("no film is written as .avi"));
        assertTrue(videoOf(in, folder.resolve("no/a.gif")).refusal().contains("does not exist"));
        assertTrue(videoOf(in, folder.resolve("a.gif"), "--fps=60").refusal().contains("at most 50"));
        assertTrue(videoOf(in, folder.resolve("a.gif"), "--fps=x").refusal().contains("x is no frame rate"));
    }

    @Test
    void what_cannot_be_read_is_refused() throws IOException {
        assertTrue(videoOf(folder.resolve("nothing"), out).refusal().contains("does not exist"));
        assertTrue(videoOf(Files.createDirectory(folder.resolve("empty")), out)
                .failure()
                .contains("holds no frames"));
        Path uneven = Files.createDirectory(folder.resolve("uneven"));
        window(uneven.resolve("1.png"), 0, 50, 40);
        window(uneven.resolve("2.png"), 0, 50, 41);
        assertTrue(videoOf(uneven, out).failure().contains("all frames of a film need one size"));
        Files.writeString(uneven.resolve("2.png"), "no picture");
        assertTrue(videoOf(uneven, out).failure().contains("2.png"));
        assertFalse(Files.exists(out));
    }

    @Test
    void originals_are_never_overwritten() throws IOException {
        Map<String, String> before = Listing.of(in).contents();
        assertTrue(videoOf(in, in, "--force").refusal().contains("would be overwritten by its own dream"));
        Path film = folder.resolve("f.gif");
        Path frames = Files.createDirectory(folder.resolve("f.gif.frames"));
        window(frames.resolve("frame-1.png"), 0, 50, 40);
        assertTrue(videoOf(frames, film, "--force").refusal().contains("would be overwritten"));
        assertTrue(videoOf(in, film).exitCode() != 0 || Files.exists(frames.resolve("frame-1.png")));
        assertEquals(before, Listing.of(in).contents());
    }

    @Test
    void without_ffmpeg_what_needs_it_is_refused() throws IOException, InterruptedException {
        for (List<Path> files : List.of(List.of(in, folder.resolve("a.mp4")), List.of(model, out))) {
            ProcessBuilder builder = Child.builder(List.of(), "video", files, "-m", model);
            builder.environment().put("PATH", folder.toString());
            String line = Child.start(folder, builder).await().failure();
            assertTrue(line.contains("needs ffmpeg"), line);
        }
    }

    @Test
    void from_film_to_film_with_its_sound() throws IOException, InterruptedException {
        FfmpegForTests.require();
        Path film = folder.resolve("-it's a \"film\".mp4");
        FfmpegForTests.run(
                "ffmpeg -loglevel error -f lavfi -i testsrc=duration=1:size=48x40:rate=5 -f lavfi -i sine=duration=1 -shortest",
                "file:" + film);
        Path dream = folder.resolve("dream %d.mp4");
        Invocation run = videoOf(film, dream).succeeds();
        assertTrue(run.err().contains("5 frames of 48 x 40"), run::toString);
        String streams = FfmpegForTests.run(
                "ffprobe -loglevel error -show_entries stream=codec_type,r_frame_rate -of csv=p=0", "file:" + dream);
        assertTrue(streams.contains("video,5/1") && streams.contains("audio,"), streams);
        assertFalse(Files.exists(folder.resolve("dream %d.mp4.frames")));

        Path silent = folder.resolve("silent.mp4");
        videoOf(film, silent, "--fps=10").succeeds();
        assertFalse(FfmpegForTests.run(
                        "ffprobe -loglevel error -show_entries stream=codec_type -of csv=p=0", "file:" + silent)
                .contains("audio"));

        videoOf(film, out).succeeds();
        assertEquals(
                Set.of("", "frame-1.png", "frame-2.png", "frame-3.png", "frame-4.png", "frame-5.png", "job.json"),
                Listing.of(out).contents().keySet());
    }

    /** The programs themselves, where they are installed. */
    private static final class FfmpegForTests {

        private FfmpegForTests() {}

        static void require() {
            boolean isThere = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, "ffmpeg"))
                            && Files.isExecutable(Path.of(place, "ffprobe")));
            if (Boolean.getBoolean("reverie.require.ffmpeg")) {
                assertTrue(isThere, "ffmpeg with ffprobe is not on the PATH");
            }
            assumeTrue(isThere, "ffmpeg with ffprobe is not on the PATH");
        }

        static String run(String command, String last) throws IOException, InterruptedException {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.add(last);
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0, printed);
            return printed;
        }
    }
}
