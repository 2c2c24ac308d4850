package reverie.cli.sequence;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.Photo;
import reverie.cli.film.FilmException;
import reverie.cli.film.FrameSequence;
import reverie.cli.motion.Motion;
import reverie.engine.image.Image;
import reverie.weights.Sha256;

/**
 * The frames of a film. Dreamt each by itself they flicker; so a frame is dreamt on a mixture of itself and the dream of the
 * frame before, which may be carried along with the things in the picture.
 *
 * @param originals the film's own frames
 * @param size the longest side to scale them down to
 * @param dreams where their dreams lie
 * @param blend the share of the dream before, from 0 to less than 1
 * @param flow whether it is carried along
 */
public record VideoSource(List<Path> originals, OptionalInt size, FrameSequence dreams, double blend, boolean flow)
        implements DreamSequence.Source {

    @Override
    public Photo photo(int number) throws IOException {
        Photo frame = original(number);
        if (number == 1 || blend == 0) {
            return frame;
        }
        Image before = Photo.read(Optional.of(dreams.frame(number - 1)), OptionalInt.empty())
                .image();
        Image carried = flow
                ? Motion.between(original(number - 1).image(), frame.image()).carry(before, frame.image())
                : before;
        return new Photo(frame.name(), frame.sha256(), mixture(frame.image(), carried));
    }

    /**
     * Reads every original once: hours later would be too late to learn that one is damaged, or of another size.
     *
     * @return the SHA-256 of all their files' SHA-256 in order, in hexadecimal
     * @throws FilmException if they are not all of one size
     */
    public String check() throws IOException {
        var hashes = new StringBuilder();
        Image first = original(1).image();
        for (int number = 1; number <= originals.size(); number++) {
            Photo frame = original(number);
            Image image = frame.image();
            if (image.height() != first.height() || image.width() != first.width()) {
                throw new FilmException("%s has %d x %d pixels and %s has %d x %d; all frames of a film need one size"
                        .formatted(
                                originals.getFirst(),
                                first.width(),
                                first.height(),
                                frame.name(),
                                image.width(),
                                image.height()));
            }
            hashes.append(frame.sha256());
        }
        return Sha256.of(MemorySegment.ofArray(hashes.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private Photo original(int number) throws IOException {
        return Photo.read(Optional.of(originals.get(number - 1)), size);
    }

    private Image mixture(Image frame, Image dream) {
        float share = (float) blend;
        float[] rgb = new float[frame.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (1 - share) * frame.rgb()[i] + share * dream.rgb()[i];
        }
        return new Image(frame.height(), frame.width(), rgb);
    }

    /** With the same seed: shifts that differ from frame to frame would flicker. */
    @Override
    public DreamSpec spec(DreamSpec spec, int number) {
        return spec;
    }
}
