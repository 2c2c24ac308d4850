package reverie.cli.film;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What goes into a video file of one kind.
 *
 * @param muxer ffmpeg's name of the kind
 * @param pictureOptions how pictures are encoded: nearly without loss, since dreams are all fine detail
 * @param sounds the kinds of sound that are taken over as they are; empty for all
 * @param soundEncoder what makes others into one of them
 */
record VideoContainer(String muxer, List<String> pictureOptions, Set<String> sounds, String soundEncoder) {

    private static final List<String> H264 = List.of("-c:v", "libx264", "-preset", "medium", "-crf", "17");

    static VideoContainer of(FilmFormat format) {
        return switch (format) {
            case MP4 -> apple("mp4", Set.of("aac", "mp3", "ac3", "eac3", "alac"));
            case MOV -> apple("mov", Set.of("aac", "mp3", "ac3", "eac3", "alac", "pcm_s16le", "pcm_s16be"));
            case WEBM ->
                new VideoContainer(
                        "webm",
                        List.of("-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-row-mt", "1", "-cpu-used", "3"),
                        Set.of("opus", "vorbis"),
                        "libopus");
            case MKV -> new VideoContainer("matroska", H264, Set.of(), "libopus");
            case APNG, GIF -> throw new IllegalArgumentException(format + " is no video");
        };
    }

    /** With the index in front, so that a browser can show it while it is still coming. */
    private static VideoContainer apple(String muxer, Set<String> sounds) {
        List<String> options = new ArrayList<>(H264);
        options.addAll(List.of("-movflags", "+faststart"));
        return new VideoContainer(muxer, options, sounds, "aac");
    }

    /** How the sound gets in: as it is, if all its tracks can stay so. */
    List<String> soundOptions(List<String> codecs) {
        boolean asItIs = sounds.isEmpty() || sounds.containsAll(codecs);
        return asItIs ? List.of("-c:a", "copy") : List.of("-c:a", soundEncoder, "-b:a", "192k");
    }
}
