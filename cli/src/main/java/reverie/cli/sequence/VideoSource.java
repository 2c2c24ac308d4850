package reverie.cli.sequence;

import java.io.IOException;
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
        if (before.height() != frame.image().height()
                || before.width() != frame.image().width()) {
            throw new FilmException(
                    "%s has %d x %d pixels and the frame before %d x %d; all frames of a film need one size"
                            .formatted(
                                    frame.name(),
                                    frame.image().width(),
                                    frame.image().height(),
                                    before.width(),
                                    before.height()));
        }
        Image carried = flow
                ? Motion.between(original(number - 1).image(), frame.image()).carry(before, frame.image())
                : before;
        return new Photo(frame.name(), frame.sha256(), mixture(frame.image(), carried));
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
