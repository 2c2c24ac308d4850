package reverie.cli.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import reverie.cli.picture.Resampling;
import reverie.engine.image.Image;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Pass;
import reverie.engine.network.Ranking;
import reverie.engine.network.Shape;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.study.Saliency;

/**
 * What a classifier sees in a picture, and where.
 *
 * @param picture what it looked at: the photo, or its middle at the network's own size
 * @param isWhole whether that is all of the photo
 * @param likeliest classes by number, likeliest first
 * @param probabilities of all classes
 * @param chosen the class whose score is taken back to the pixels
 */
record ClassView(
        Image picture, boolean isWhole, List<Integer> likeliest, float[] probabilities, int chosen, Saliency saliency) {

    private static final int LISTED = 5;

    /** Why there is nothing to see in a network, or nothing if there is a classifier. */
    static Optional<String> obstacle(NetworkDefinition definition) {
        Node last = definition.nodes().getLast();
        return definition.knowsClasses()
                ? Optional.empty()
                : Optional.of(
                        "The network %s ends in %s (%s), not in a classifier: there is no class whose score could be"
                                        .formatted(
                                                definition.name(),
                                                last.name(),
                                                last.layer().type())
                                + " taken back to the pixels.");
    }

    /**
     * Looks at a photo.
     *
     * @param wanted the class to look for; the likeliest if there is none
     */
    static ClassView of(Model model, Network network, Image photo, OptionalInt wanted) {
        NetworkDefinition definition = model.definition();
        boolean runs = new NetworkShapes(definition, photo.height(), photo.width())
                .find(definition.scores())
                .filter(shape -> shape.height() * shape.width() == 1)
                .isPresent();
        Shape own = definition.inputShape();
        Image picture = runs ? photo : Resampling.centreCrop(photo, own.height(), own.width());
        float[] input = model.preprocessing().toInput(picture);
        String last = definition.nodes().getLast().name();
        Pass pass = network.prepare(picture.height(), picture.width(), last);
        network.backend().write(input, pass.input());
        pass.forwardTo(last);
        float[] probabilities = network.backend().read(pass.activation(last));
        List<Integer> likeliest = Ranking.highest(probabilities, LISTED);
        int chosen = wanted.orElse(likeliest.getFirst());
        return new ClassView(
                picture,
                runs,
                likeliest,
                probabilities,
                chosen,
                Saliency.of(network, picture.height(), picture.width(), input, new ChannelObjective(chosen)));
    }
}
