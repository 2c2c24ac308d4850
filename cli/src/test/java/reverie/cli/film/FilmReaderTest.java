package reverie.cli.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reverie.cli.picture.PhotoReader;

class FilmReaderTest extends FilmFixture {

    private Path film;
    private Path target;

    @BeforeEach
    void makeFilm() throws IOException {
        make(folder, "-f", "lavfi", "-i", "testsrc=size=62x46:rate=30000/1001", "-frames:v", "12", "film.mkv");
        film = folder.resolve("film.mkv");
        target = folder.resolve("frames");
    }

    @Test
    void all_frames_are_there_with_their_exact_rate() throws IOException {
        FilmReader.Frames frames = FilmReader.extract(film, target);
        assertEquals(new FrameRate(30000, 1001), frames.rate());
        assertEquals(12, frames.frames().size());
        assertEquals(target.resolve("frame-000001.png"), frames.frames().getFirst());
        assertEquals(46, PhotoReader.read(frames.frames().getLast()).height());
    }

    @Test
    void a_folder_that_is_complete_is_used_again() throws IOException {
        Path first = FilmReader.extract(film, target).frames().getFirst();
        FileTime then = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(first, then);
        assertEquals(12, FilmReader.extract(film, target).frames().size());
        assertEquals(then, Files.getLastModifiedTime(first));
    }

    @Test
    void what_a_killed_run_has_left_is_done_again() throws IOException {
        Path part = Files.createDirectory(folder.resolve(".frames.part"));
        Files.writeString(part.resolve("frame-000001.png"), "half of it");
        Files.writeString(part.resolve("frame-000099.png"), "of another film");
        assertEquals(12, FilmReader.extract(film, target).frames().size());
        assertFalse(Files.exists(part));
    }

    @Test
    void a_folder_with_other_frames_is_left_alone() throws IOException {
        FilmReader.extract(film, target);
        Files.setLastModifiedTime(film, FileTime.fromMillis(1_000_000_000_000L));
        var changed = assertThrows(FilmException.class, () -> FilmReader.extract(film, target));
        assertTrue(changed.getMessage().contains("does not hold the frames of"), changed.getMessage());
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("1.png"), "mine");
        assertThrows(FilmException.class, () -> FilmReader.extract(film, mine));
        assertEquals("mine", Files.readString(mine.resolve("1.png")));
    }

    @Test
    void uneven_frames_keep_their_time() throws IOException {
        // Frames 0 to 4 at 10 per second, then one every half second: 2.9 s.
        make(
                folder,
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=62x46:rate=10:duration=3",
                "-vf",
                "select=lt(n\\,5)+not(mod(n\\,5))",
                "-fps_mode",
                "vfr",
                "uneven.mkv");
        FilmReader.Frames frames = FilmReader.extract(folder.resolve("uneven.mkv"), target);
        double seconds = frames.frames().size() / frames.rate().perSecond();
        double lasts = FilmInfo.of(ffmpeg(), folder.resolve("uneven.mkv")).seconds();
        assertEquals(lasts, seconds, 0.6, frames.rate() + " frames per second");
    }

    @Test
    void what_is_no_film_is_refused_with_ffmpegs_reason() throws IOException {
        Path garbage = Files.writeString(folder.resolve("it's garbage.mp4"), "garbage");
        var e = assertThrows(FilmException.class, () -> FilmReader.extract(garbage, target));
        assertTrue(e.getMessage().startsWith("ffprobe could not read " + garbage + " (exit code 1): "), e.getMessage());
        var missing = assertThrows(FilmException.class, () -> FilmReader.extract(folder.resolve("none.mp4"), target));
        assertTrue(missing.getMessage().endsWith("is not there, or no file"), missing.getMessage());
        make(folder, "-f", "lavfi", "-i", "sine=duration=1", "sound.mka");
        var sound = assertThrows(FilmException.class, () -> FilmReader.extract(folder.resolve("sound.mka"), target));
        assertTrue(sound.getMessage().endsWith("has no pictures in it"), sound.getMessage());
        assertFalse(Files.exists(target));
    }

    @Test
    void a_film_that_is_cut_short_gives_what_there_is() throws IOException {
        make(folder, "-i", "film.mkv", "-c:v", "mjpeg", "stills.mkv"); // frames of about one size
        byte[] whole = Files.readAllBytes(folder.resolve("stills.mkv"));
        Path half = Files.write(folder.resolve("half.mkv"), Arrays.copyOf(whole, whole.length / 2));
        int frames = FilmReader.extract(half, target).frames().size();
        assertTrue(frames > 0 && frames < 12, frames + " frames");
    }
}
