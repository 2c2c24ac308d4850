package reverie.engine.fooling;

import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.layer.LayerException;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.kernels.Backend;

/** A network that is asked what is on pictures of its own input size, and how their pixels lead it there. */
public final class PictureClassifier {

    private final Preprocessing preprocessing;
    private final Shape size;
    private final String scores;
    private final int classes;
    private final Pass pass;

    /**
     * Makes a network ready.
     *
     * @param backend what it runs on; stays open
     * @throws LayerException if the network does not end in the scores of at least two classes
     */
    public PictureClassifier(Model model, Backend backend) {
        this.preprocessing = model.preprocessing();
        this.size = model.definition().inputShape();
        this.scores = model.definition().scores();
        Shape end = NetworkShapes.ofOwnInput(model.definition()).of(scores);
        if (end.height() != 1 || end.width() != 1 || end.channels() < 2) {
            throw new LayerException("network '%s' is no classifier: it ends in %s with %d x %d x %d values"
                    .formatted(model.definition().name(), scores, end.channels(), end.height(), end.width()));
        }
        this.classes = end.channels();
        this.pass =
                new Network(model.definition(), model.weights(), backend).prepare(size.height(), size.width(), scores);
    }

    /** The height of its pictures, in pixels. */
    public int height() {
        return size.height();
    }

    /** The width of its pictures, in pixels. */
    public int width() {
        return size.width();
    }

    /** How many classes it knows. */
    public int classes() {
        return classes;
    }

    /**
     * What it says of a picture.
     *
     * @throws IllegalArgumentException if the picture is not of its size
     */
    public Answer answer(Image image) {
        if (image.height() != height() || image.width() != width()) {
            throw new IllegalArgumentException("a picture of %d x %d pixels for a network of %d x %d"
                    .formatted(image.height(), image.width(), height(), width()));
        }
        pass.backend().write(preprocessing.toInput(image), pass.input());
        pass.forwardTo(scores);
        return Answer.of(pass.backend().read(pass.activation(scores)));
    }

    /**
     * Where a picture stands, and which way it should go.
     *
     * @param loss how far the answer is from what is wanted
     * @param gradient of the loss by the pixels' values: height x width x 3, per grey level
     */
    public record Slope(double loss, Answer answer, float[] gradient) {}

    /** What it says, how far that is from what is wanted, and how the pixels would change that. */
    public Slope differentiate(Image image, WantedAnswer wanted) {
        Answer answer = answer(image);
        WantedAnswer.Loss loss = wanted.loss(answer.scores());
        pass.backend().write(loss.gradient(), pass.gradient(scores));
        pass.backwardFrom(scores);
        // The mean pixel does not matter to a derivative, but the order of colours does.
        float[] gradient = preprocessing.toPictureOrder(pass.backend().read(pass.inputGradient()));
        return new Slope(loss.value(), answer, gradient);
    }
}
