package reverie.cli.sequence;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.Photo;
import reverie.cli.film.FrameSequence;
import reverie.cli.motion.Camera;

/**
 * The endless zoom: every frame is dreamt on what a camera, moving on, sees of the one before.
 *
 * @param photo what the first frame is dreamt on
 * @param frames where the frames lie
 * @param camera its movement from frame to frame
 */
public record ZoomSource(Photo photo, FrameSequence frames, Camera camera) implements DreamSequence.Source {

    @Override
    public Photo photo(int number) throws IOException {
        if (number == 1) {
            return photo;
        }
        Photo before = Photo.read(Optional.of(frames.frame(number - 1)), OptionalInt.empty());
        return new Photo(before.name(), before.sha256(), camera.move(before.image()));
    }

    /**
     * With a seed of its own, or the same shifts would leave the same traces in every frame. Only the first begins with noise,
     * or there would be nothing to go nearer to.
     */
    @Override
    public DreamSpec spec(DreamSpec spec, int number) {
        return number == 1 ? spec : spec.withoutNoise().withSeed(spec.seed() + number - 1);
    }
}
