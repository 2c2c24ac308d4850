package reverie.cli.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureException;
import reverie.cli.report.UsageException;
import reverie.engine.image.Image;

class FilmTest extends FilmFixture {

    private List<Path> decoded(Path film) throws IOException {
        return FilmReader.extract(film, folder.resolve("decoded " + film.getFileName()))
                .frames();
    }

    @ParameterizedTest
    @CsvSource({
        "film.png, 0.01",
        "film.apng, 0.01",
        "film.gif, 12",
        "film.mp4, 7",
        "film.mov, 7",
        "film.mkv, 7",
        "film.webm, 9"
    })
    void another_program_sees_the_same_frames(String name, double most) throws IOException {
        ffmpeg();
        Path target = folder.resolve(name);
        List<Path> frames = frames(7, 54, 76);
        List<Integer> told = new ArrayList<>();
        film(frames, "10").write(target, false, told::add);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), told);
        FilmInfo info = FilmInfo.of(ffmpeg(), target);
        assertEquals(new FrameRate(10, 1), info.rate());
        List<Path> decoded = decoded(target);
        assertEquals(7, decoded.size());
        for (int i = 0; i < 7; i++) {
            double difference = difference(PhotoReader.read(frames.get(i)), PhotoReader.read(decoded.get(i)));
            assertTrue(difference < most, "frame %d differs by %.2f".formatted(i + 1, difference));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void colours_are_neither_shifted_nor_stretched(String ending) throws IOException {
        ffmpeg();
        float[][] colours = {{0, 0, 0}, {255, 255, 255}, {128, 128, 128}, {200, 40, 30}, {30, 90, 200}};
        List<Path> frames = new ArrayList<>();
        for (float[] colour : colours) {
            float[] rgb = new float[3 * 64 * 48];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = colour[i % 3];
            }
            frames.add(save(new Image(48, 64, rgb), "colour%d.png".formatted(frames.size())));
        }
        Path target = folder.resolve("colours." + ending);
        film(frames, "5").write(target, false, number -> {});
        List<Path> decoded = decoded(target);
        for (int i = 0; i < colours.length; i++) {
            double difference = difference(PhotoReader.read(frames.get(i)), PhotoReader.read(decoded.get(i)));
            assertTrue(difference < 2.5, "colour %d differs by %.2f".formatted(i, difference));
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 3", "53, 75", "1, 1", "54, 75"})
    void odd_sides_get_a_row_or_column_more(int height, int width) throws IOException {
        ffmpeg();
        Path target = folder.resolve("odd.mp4");
        List<Path> frames = frames(3, height, width);
        film(frames, "25").write(target, false, number -> {});
        Image decoded = PhotoReader.read(decoded(target).get(1));
        assertEquals(height + height % 2, decoded.height());
        assertEquals(width + width % 2, decoded.width());
        assertTrue(difference(PhotoReader.read(frames.get(1)), decoded) < 40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-y.mp4",
                "a b'c\"d.mp4",
                "100%d %03d.mp4",
                "tab:colon;semi&amp$(x).mp4",
                "\u00fcml\u00e4ut.webm",
                "#?[*].mkv"
            })
    void any_name_will_do(String name) throws IOException {
        ffmpeg();
        Path odd = Files.createDirectory(folder.resolve("-i 50%d 'of'"));
        Path target = odd.resolve(name);
        film(frames(2, 16, 16), "25").write(target, false, number -> {});
        assertEquals(List.of(name), list(odd));
        assertEquals(
                2,
                FilmReader.extract(target, odd.resolve("%05d -frames")).frames().size());
    }

    @Test
    void a_film_that_is_there_is_kept_unless_it_may_go() throws IOException {
        Path target = Files.writeString(folder.resolve("film.gif"), "mine");
        Film film = film(frames(2, 8, 8), "10");
        assertThrows(FileAlreadyExistsException.class, () -> film.write(target, false, number -> {}));
        assertEquals("mine", Files.readString(target));
        film.write(target, true, number -> {});
        assertTrue(Files.size(target) > 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.png", "film.gif", "film.mp4"})
    void a_frame_that_does_not_fit_or_is_damaged_leaves_no_film(String name) throws IOException {
        if (name.endsWith("mp4")) {
            ffmpeg();
        }
        List<Path> frames = frames(4, 20, 30);
        Path target = folder.resolve(name);
        save(frame(3, 20, 32), "frames/frame-003.png");
        var size = assertThrows(FilmException.class, () -> film(frames, "10").write(target, false, number -> {}));
        assertTrue(size.getMessage().contains("has 30 x 20 pixels and"), size.getMessage());
        Files.write(frames.get(2), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        assertThrows(PictureException.class, () -> film(frames, "10").write(target, false, number -> {}));
        assertEquals(List.of("frames"), list(folder));
    }

    @Test
    void a_rate_that_apng_cannot_hold_is_nearly_kept() throws IOException {
        ffmpeg();
        Path target = folder.resolve("film.png");
        film(frames(3, 8, 8), "99999/3333").write(target, false, number -> {});
        assertEquals(30.003, FilmInfo.of(ffmpeg(), target).rate().perSecond(), 0.1);
    }

    @Test
    void names_say_the_format() {
        assertEquals(FilmFormat.APNG, FilmFormat.of(Path.of("a.b.PNG")));
        assertEquals(FilmFormat.MP4, FilmFormat.of(Path.of("dir.gif/a.Mp4")));
        var other = assertThrows(UsageException.class, () -> FilmFormat.of(Path.of("film.avi")));
        assertEquals(
                "film.avi: no film is written as .avi; name a file that ends in one of .png, .apng, .gif, .mp4, .m4v, .mov, .webm, .mkv",
                other.getMessage());
        var none = assertThrows(UsageException.class, () -> FilmFormat.of(Path.of("film")));
        assertTrue(none.getMessage().contains("no ending says"), none.getMessage());
    }

    @Test
    void without_ffmpeg_the_alternatives_are_named() throws IOException {
        assertEquals(Optional.empty(), Ffmpeg.find(""));
        assertEquals(Optional.empty(), Ffmpeg.find(folder.toString()));
        assertEquals(Optional.empty(), Ffmpeg.find(folder.resolve("none") + File.pathSeparator + "."));
        String message = Ffmpeg.missing("dream.mp4").getMessage();
        assertTrue(message.startsWith("dream.mp4 needs ffmpeg"), message);
        assertTrue(message.contains(".png") && message.contains(".gif") && message.contains("folder"), message);
    }

    private Ffmpeg script(String body) throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs a shell");
        Path program = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Ffmpeg(program, program);
    }

    @Test
    void what_ffmpeg_complains_of_last_is_told() throws IOException {
        Ffmpeg broken = script("i=0; while [ $i -lt 20000 ]; do echo complaint $i >&2; i=$((i+1)); done; exit 3");
        // Far more than a pipe holds: the program ends before it has read them.
        var writer = new VideoWriter(broken, film(frames(9, 200, 300), "10"), FilmFormat.MP4);
        var e = assertThrows(
                FilmException.class, () -> writer.write(folder.resolve("part"), folder.resolve("x.mp4"), number -> {}));
        assertEquals(
                "ffmpeg could not make %s (exit code 3): complaint 19997 | complaint 19998 | complaint 19999"
                        .formatted(folder.resolve("x.mp4")),
                e.getMessage());
    }

    @Test
    void a_program_is_gone_when_the_work_on_it_is_given_up() throws Exception {
        Ffmpeg slow = script("echo $$ > pid; head -c 180000 > taken; exec sleep 1000"); // takes one frame
        var writer = new VideoWriter(slow, film(frames(9, 200, 300), "10"), FilmFormat.MP4);
        assertThrows(
                IllegalStateException.class,
                () -> writer.write(folder.resolve("part"), folder.resolve("x.mp4"), number -> {
                    throw new IllegalStateException("enough");
                }));
        Path pid = folder.resolve("pid");
        if (Files.exists(pid)) { // else it was ended before it began
            long id = Long.parseLong(Files.readString(pid).strip());
            assertFalse(ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false));
        }
    }

    private Path talkie(String name, String... soundOptions) throws IOException {
        List<String> words = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=2"));
        words.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:duration=2"));
        words.addAll(List.of("-metadata", "title=A talkie", "-shortest"));
        words.addAll(List.of(soundOptions));
        words.add(name);
        make(folder, words.toArray(String[]::new));
        return folder.resolve(name);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, aac, aac",
        "mkv, libopus, opus",
        "mkv, flac, flac",
        "webm, libopus, opus",
        "webm, aac, opus",
        "mp4, flac, aac",
        "mov, pcm_s16le, pcm_s16le"
    })
    void sound_is_kept_as_it_is_where_the_format_allows(String ending, String encoder, String expected)
            throws IOException {
        ffmpeg();
        Path talkie = talkie("talkie.mkv", "-c:a", encoder);
        Path target = folder.resolve("dream." + ending);
        new Film(
                        frames(20, 48, 64),
                        FrameRate.parse("10"),
                        Optional.of(new Film.Sound(talkie, 0)),
                        Map.of("Software", "Reverie"))
                .write(target, false, number -> {});
        FilmInfo info = FilmInfo.of(ffmpeg(), target);
        assertEquals(List.of(expected), info.soundCodecs());
        assertEquals(2, info.seconds(), 0.1);
        assertEquals(20, decoded(target).size());
    }

    @Test
    void sound_lasts_as_long_as_the_frames_and_not_less() throws IOException {
        ffmpeg();
        Path talkie = talkie("talkie.mp4");
        Path part = folder.resolve("part.mp4");
        Film.Sound sound = new Film.Sound(talkie, 0.5);
        new Film(frames(8, 48, 64), FrameRate.parse("10"), Optional.of(sound), Map.of())
                .write(part, false, number -> {});
        assertEquals(0.8, FilmInfo.of(ffmpeg(), part).seconds(), 0.1);
        Path longer = folder.resolve("longer.mp4");
        new Film(frames(40, 48, 64), FrameRate.parse("10"), Optional.of(sound), Map.of())
                .write(longer, false, number -> {});
        assertEquals(4, FilmInfo.of(ffmpeg(), longer).seconds(), 0.1);
    }

    @Test
    void a_silent_film_stays_silent() throws IOException {
        ffmpeg();
        make(folder, "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", "silent.mp4");
        Path target = folder.resolve("dream.mp4");
        Film.Sound sound = new Film.Sound(folder.resolve("silent.mp4"), 0);
        new Film(frames(5, 48, 64), FrameRate.parse("10"), Optional.of(sound), Map.of())
                .write(target, false, number -> {});
        assertEquals(List.of(), FilmInfo.of(ffmpeg(), target).soundCodecs());
    }
}
