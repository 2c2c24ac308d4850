package reverie.cli.film;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What ffprobe knows about a film.
 *
 * @param rate frames per second; the mean, where frames come at uneven times
 * @param stream the number of the stream with the pictures
 * @param soundCodecs ffmpeg's names of the kinds of sound, one per track
 * @param seconds how long it lasts; 0 where the file does not say
 */
record FilmInfo(FrameRate rate, int stream, List<String> soundCodecs, double seconds) {

    private static final Pattern FRACTION = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,8})");

    /** Rates that differ by less are one, told more and less exactly. */
    private static final double SAME = 0.005;

    FilmInfo {
        soundCodecs = List.copyOf(soundCodecs);
    }

    /**
     * Asks about a film.
     *
     * @throws FilmException if it is missing, no film, or without pictures
     */
    static FilmInfo of(Ffmpeg ffmpeg, Path film) throws IOException {
        if (!Files.isRegularFile(film)) {
            throw new FilmException("%s is not there, or no file".formatted(film));
        }
        String json;
        try (ExternalProgram run = ffmpeg.startFfprobe(
                List.of("-show_streams", "-show_format", "-print_format", "json", "-i", Ffmpeg.url(film)))) {
            run.input().close();
            json = new String(run.output().readAllBytes(), StandardCharsets.UTF_8);
            run.await("ffprobe could not read %s".formatted(film));
        }
        try {
            return of(film, JsonMapper.builder().build().readTree(json));
        } catch (JacksonException e) {
            throw new FilmException("ffprobe says of %s what is no JSON".formatted(film), e);
        }
    }

    private static FilmInfo of(Path film, JsonNode probe) throws FilmException {
        List<String> sounds = new ArrayList<>();
        Optional<JsonNode> pictures = Optional.empty();
        for (JsonNode stream : probe.path("streams")) {
            String type = stream.path("codec_type").asString("");
            boolean cover = stream.path("disposition").path("attached_pic").asInt(0) == 1;
            if (type.equals("audio")) {
                sounds.add(stream.path("codec_name").asString("unknown"));
            } else if (type.equals("video") && !cover && pictures.isEmpty()) {
                pictures = Optional.of(stream);
            }
        }
        JsonNode stream = pictures.orElseThrow(() -> new FilmException("%s has no pictures in it".formatted(film)));
        return new FilmInfo(
                rate(film, stream),
                stream.path("index").asInt(),
                sounds,
                Double.parseDouble(probe.path("format").path("duration").asString("0")));
    }

    /** The nominal rate where the mean confirms it: the mean of a short film is seldom exact. */
    private static FrameRate rate(Path film, JsonNode stream) throws FilmException {
        Optional<FrameRate> nominal = fraction(stream.path("r_frame_rate").asString(""));
        Optional<FrameRate> mean = fraction(stream.path("avg_frame_rate").asString(""));
        if (nominal.isPresent()
                && mean.filter(rate -> Math.abs(rate.perSecond() / nominal.get().perSecond() - 1) > SAME)
                        .isEmpty()) {
            return nominal.get();
        }
        return mean.orElseThrow(() -> new FilmException("%s does not say how fast its frames follow".formatted(film)));
    }

    private static Optional<FrameRate> fraction(String text) {
        Matcher fraction = FRACTION.matcher(text);
        return fraction.matches()
                ? Optional.of(new FrameRate(Integer.parseInt(fraction.group(1)), Integer.parseInt(fraction.group(2))))
                : Optional.empty();
    }
}
