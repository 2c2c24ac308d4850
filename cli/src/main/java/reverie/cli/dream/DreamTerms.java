package reverie.cli.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DreamObjective;
import reverie.engine.dream.DreamObjective.Term;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.objective.NeuronObjective;
import reverie.engine.objective.Objective;

/**
 * What somebody asks for, with a certain model: every layer by its full name, every class by its number.
 *
 * @param definition of the network to dream with: where there are classes, one whose classifier runs at every size
 * @param layers whole layers, channels and neurons
 * @param classes by number
 */
record DreamTerms(NetworkDefinition definition, List<LayerTerm> layers, List<ClassTerm> classes) {

    /**
     * Finds what is meant.
     *
     * @throws UsageException if the model has nothing of the kind
     */
    static DreamTerms of(Model model, DreamSpec spec) {
        NetworkDefinition plain = model.definition();
        List<LayerTerm> layers = new ArrayList<>();
        spec.layers().forEach(term -> layers.addAll(term.resolved(plain)));
        layers.forEach(term -> requireChannel(plain, term));
        if (spec.classes().isEmpty()) {
            return new DreamTerms(plain, layers, List.of());
        }
        ClassLabels labels = ClassLabels.of(model);
        List<ClassTerm> classes = spec.classes().stream()
                .map(term -> new ClassTerm(String.valueOf(labels.find(term.name())), term.weight()))
                .toList();
        return new DreamTerms(plain.fullyConvolutional(), layers, classes);
    }

    private static void requireChannel(NetworkDefinition definition, LayerTerm term) {
        int channels = NetworkShapes.ofOwnInput(definition).of(term.layer()).channels();
        if (term.channel().orElse(0) >= channels) {
            throw new UsageException("%s has channels 0 to %d, and no %d"
                    .formatted(term.layer(), channels - 1, term.channel().getAsInt()));
        }
    }

    /** All layers, each once, that somebody looks at. */
    List<String> layerNames() {
        List<String> names = new ArrayList<>();
        layers.forEach(term -> names.add(term.layer()));
        if (!classes.isEmpty()) {
            names.add(definition.scores());
        }
        return names.stream().distinct().toList();
    }

    /** The layers that are looked at as a whole. */
    List<String> wholeLayers() {
        return layers.stream()
                .filter(LayerTerm::isWhole)
                .map(LayerTerm::layer)
                .distinct()
                .toList();
    }

    /**
     * The objective for a picture.
     *
     * @param whole makes the objective of a whole layer
     * @throws UsageException if a neuron is outside
     */
    DreamObjective objective(int height, int width, Function<String, Objective> whole) {
        var shapes = new NetworkShapes(definition, height, width);
        List<Term> terms = new ArrayList<>();
        for (LayerTerm term : layers) {
            OptionalInt channel = term.channel();
            Objective objective = channel.isEmpty()
                    ? whole.apply(term.layer())
                    : term.cell()
                            .<Objective>map(cell -> neuron(term, channel.getAsInt(), cell, shapes.of(term.layer())))
                            .orElseGet(() -> new ChannelObjective(channel.getAsInt()));
            terms.add(new Term(term.layer(), term.weight(), objective));
        }
        for (ClassTerm term : classes) {
            terms.add(
                    new Term(definition.scores(), term.weight(), new ChannelObjective(Integer.parseInt(term.name()))));
        }
        return new DreamObjective(terms);
    }

    private static Objective neuron(LayerTerm term, int channel, LayerTerm.Cell cell, Shape shape) {
        if (cell.x() >= shape.width() || cell.y() >= shape.height()) {
            throw new UsageException("%s has %d x %d cells on this picture, and none at %d,%d"
                    .formatted(term.layer(), shape.width(), shape.height(), cell.x(), cell.y()));
        }
        return NeuronObjective.at(channel, cell.x(), shape.width(), cell.y(), shape.height());
    }
}
