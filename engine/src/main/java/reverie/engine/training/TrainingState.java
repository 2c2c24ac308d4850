package reverie.engine.training;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** All that training must remember from one step to the next, and so what a checkpoint holds. */
public final class TrainingState {

    /** What the optimiser remembers of a layer. */
    public record Memories(Adam.Memory weight, Adam.Memory bias) {}

    private final Parameters parameters;
    private final SequencedMap<String, Memories> memories = new LinkedHashMap<>();
    private final History history = new History();

    /** Before the first step. */
    public TrainingState(Parameters parameters) {
        this.parameters = parameters;
        parameters
                .layers()
                .forEach((name, layer) -> memories.put(
                        name,
                        new Memories(
                                Adam.Memory.of(layer.weight().values().length),
                                Adam.Memory.of(layer.bias().values().length))));
    }

    public Parameters parameters() {
        return parameters;
    }

    /** By the name of the layer. */
    public SequencedMap<String, Memories> memories() {
        return memories;
    }

    /** What the steps so far were like. */
    public History history() {
        return history;
    }

    /** Steps done. */
    public int step() {
        return history.steps();
    }
}
