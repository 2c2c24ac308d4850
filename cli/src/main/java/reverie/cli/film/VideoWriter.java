package reverie.cli.film;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import reverie.cli.picture.Bitmaps;
import reverie.cli.picture.PhotoReader;
import reverie.engine.image.Image;

/** Has ffmpeg make a video. Frames go to it as plain bytes through a pipe, so that it opens no picture itself. */
final class VideoWriter {

    private final Ffmpeg ffmpeg;
    private final Film film;
    private final VideoContainer container;

    VideoWriter(Ffmpeg ffmpeg, Film film, FilmFormat format) {
        this.ffmpeg = ffmpeg;
        this.film = film;
        this.container = VideoContainer.of(format);
    }

    /**
     * Writes the video.
     *
     * @param file where to; whatever is there is overwritten
     * @param name what it will be called, for messages
     */
    void write(Path file, Path name, IntConsumer progress) throws IOException {
        Image first = PhotoReader.read(film.frames().getFirst());
        int height = even(first.height());
        int width = even(first.width());
        String deed = "ffmpeg could not make %s".formatted(name);
        try (ExternalProgram run =
                ffmpeg.startFfmpeg(file.toAbsolutePath().getParent(), arguments(height, width, file))) {
            try (OutputStream pipe = run.input()) {
                byte[] bytes = new byte[3 * height * width];
                film.read((frame, number) -> {
                    toBytes(frame, width, bytes);
                    send(pipe, bytes);
                    progress.accept(number);
                });
            } catch (PipeException e) {
                run.await(deed); // it knows better why it reads no more
                throw e;
            }
            run.await(deed);
        }
    }

    /** The program at the other end of the pipe has gone. */
    private static final class PipeException extends IOException {

        private static final long serialVersionUID = 1L;

        PipeException(IOException cause) {
            super("ffmpeg reads no more frames: " + cause.getMessage(), cause);
        }
    }

    private static void send(OutputStream pipe, byte[] bytes) throws PipeException {
        try {
            pipe.write(bytes);
            pipe.flush();
        } catch (IOException e) {
            throw new PipeException(e);
        }
    }

    private static int even(int length) {
        return length + length % 2;
    }

    /** Red, green and blue of each pixel, the last row and column twice where their number is odd: video wants it even. */
    private static void toBytes(Image frame, int width, byte[] bytes) {
        for (int i = 0; i < bytes.length; i += 3) {
            int y = Math.min(i / 3 / width, frame.height() - 1);
            int x = Math.min(i / 3 % width, frame.width() - 1);
            for (int channel = 0; channel < 3; channel++) {
                bytes[i + channel] = Bitmaps.toByte(frame.rgb()[3 * (y * frame.width() + x) + channel]);
            }
        }
    }

    private List<String> arguments(int height, int width, Path file) throws IOException {
        Optional<Film.Sound> sound = film.sound();
        List<String> words = new ArrayList<>(List.of("-f", "rawvideo", "-pixel_format", "rgb24"));
        words.addAll(List.of(
                "-video_size", width + "x" + height, "-framerate", film.rate().toString()));
        words.addAll(List.of("-i", "pipe:0"));
        if (sound.isPresent()) {
            // Before its input: only this part of it is read.
            words.addAll(List.of("-ss", seconds(sound.get().start())));
            words.addAll(List.of("-t", seconds(film.rate().seconds(film.frames().size()))));
            words.addAll(List.of("-i", Ffmpeg.url(sound.get().film())));
        }
        words.addAll(List.of("-map", "0:v:0"));
        if (sound.isPresent()) {
            FilmInfo info = FilmInfo.of(ffmpeg, sound.get().film());
            words.addAll(List.of("-map", "1:a?", "-map_metadata", "1", "-map_chapters", "-1"));
            words.addAll(container.soundOptions(info.soundCodecs()));
        }
        words.addAll(container.pictureOptions());
        // Said aloud, or players guess by the height, and colours shift.
        words.addAll(List.of(
                "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p"));
        words.addAll(List.of("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"));
        words.addAll(List.of("-color_range", "tv"));
        if (!film.text().isEmpty()) {
            String notes = film.text().entrySet().stream()
                    .map(note -> note.getKey() + ": " + note.getValue())
                    .collect(Collectors.joining("\n"));
            words.addAll(List.of("-metadata", "comment=" + notes));
        }
        words.addAll(List.of("-f", container.muxer(), Ffmpeg.url(file)));
        return words;
    }

    private static String seconds(double time) {
        return String.format(Locale.ROOT, "%.6f", time);
    }
}
