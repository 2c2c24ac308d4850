package reverie.cli.fool;

import java.util.List;
import java.util.OptionalInt;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.Hunt;
import reverie.engine.fooling.RandomChanges;
import reverie.engine.image.Image;
import reverie.engine.image.ImageDifference;

/**
 * What came of fooling a network with a photo.
 *
 * @param target the class that was wanted, if one was
 * @param before the photo as the network sees it
 * @param beforeAnswer what the network says of that
 * @param hunt how the changed picture was looked for
 * @param afterAnswer what the network says of the best picture, read from its file where it was fooled
 * @param difference between the two pictures
 * @param treated what it says of both after each treatment
 * @param controls random changes of the same size
 */
record FoolingOutcome(
        OptionalInt target,
        Image before,
        Answer beforeAnswer,
        Hunt hunt,
        Answer afterAnswer,
        ImageDifference difference,
        List<Treated> treated,
        RandomChanges controls) {

    /**
     * After a treatment.
     *
     * @param name of the treatment
     * @param before what the network says of the photo
     * @param after what it says of the changed one
     */
    record Treated(String name, Answer before, Answer after) {}

    boolean fooled() {
        return hunt.best().fooled();
    }

    Image after() {
        return hunt.best().picture();
    }
}
