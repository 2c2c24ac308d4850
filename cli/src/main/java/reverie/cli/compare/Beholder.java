package reverie.cli.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import reverie.cli.dream.DreamStudio;
import reverie.cli.picture.Resampling;
import reverie.engine.comparison.LayerSimilarity;
import reverie.engine.image.Image;
import reverie.engine.image.ImageDifference;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Ranking;
import reverie.engine.network.Shape;

/** Looks at two pictures, and says how alike they are. */
final class Beholder {

    private static final int CLASSES = 5;

    private final Model model;
    private final LayerSimilarity similarity;
    private final Optional<Pass> classifier;

    /** @param layers to ask, by full name */
    Beholder(DreamStudio studio, List<String> layers) {
        this.model = studio.model();
        var network = new Network(model.definition(), model.weights(), studio.backend());
        this.similarity = new LayerSimilarity(network, model.dreamPreprocessing(), layers);
        this.classifier = model.definition().knowsClasses() ? Optional.of(classifier(network)) : Optional.empty();
    }

    private static Pass classifier(Network network) {
        Shape size = network.definition().inputShape();
        return network.prepare(size.height(), size.width(), network.definition().scores());
    }

    List<String> layers() {
        return similarity.layers();
    }

    /** How many classes are compared; none if the network knows none. */
    int classes() {
        return classifier
                .map(pass -> Math.min(
                        CLASSES, pass.activation(model.definition().scores()).channels()))
                .orElse(0);
    }

    Likeness compare(Image a, Image b) {
        return new Likeness(ImageDifference.between(a, b), similarity.between(a, b), commonClasses(a, b));
    }

    private OptionalInt commonClasses(Image a, Image b) {
        if (classifier.isEmpty()) {
            return OptionalInt.empty();
        }
        List<Integer> others = likeliest(classifier.get(), b);
        return OptionalInt.of((int)
                likeliest(classifier.get(), a).stream().filter(others::contains).count());
    }

    /** As {@code reverie classify} sees it. */
    private List<Integer> likeliest(Pass pass, Image picture) {
        String scores = model.definition().scores();
        Shape size = model.definition().inputShape();
        Image input = Resampling.centreCrop(picture, size.height(), size.width());
        pass.backend().write(model.preprocessing().toInput(input), pass.input());
        pass.forwardTo(scores);
        return Ranking.highest(pass.backend().read(pass.activation(scores)), CLASSES);
    }
}
