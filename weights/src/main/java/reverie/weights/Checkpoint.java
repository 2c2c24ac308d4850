package reverie.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import reverie.engine.network.Tensor;
import reverie.engine.training.Adam;
import reverie.engine.training.TrainingState;

/**
 * Training written down, to go on later as if nothing had happened: parameters, what the optimiser remembers, the history,
 * and the settings that must be the same. A {@code .safetensors} file, written whole or not at all.
 */
public final class Checkpoint {

    private static final String FORMAT = "reverie_checkpoint";
    private static final String FORMAT_VERSION = "1";
    private static final String STEP = "step";
    private static final String LOSSES = "history/loss";
    private static final String ACCURACIES = "history/accuracy";

    private Checkpoint() {}

    /**
     * Writes a checkpoint; replaces an older one.
     *
     * @param settings what {@link #read} asks for again
     */
    public static void write(Path path, Map<String, String> settings, TrainingState state) throws IOException {
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT, FORMAT_VERSION);
        metadata.put(STEP, Integer.toString(state.step()));
        metadata.putAll(settings);
        List<SafetensorsWriter.Item> items = new ArrayList<>();
        tensors(state)
                .forEach((name, tensor) -> items.add(SafetensorsWriter.Item.of(name, tensor.shape(), tensor.values())));
        items.add(history(LOSSES, state.history().losses()));
        items.add(history(ACCURACIES, state.history().accuracies()));
        AtomicFile.write(path, true, out -> SafetensorsWriter.write(out, metadata, items));
    }

    private static SafetensorsWriter.Item history(String name, float[] values) {
        return SafetensorsWriter.Item.of(name, List.of(values.length), values);
    }

    /**
     * Reads a checkpoint.
     *
     * @param settings how the training is to go on
     * @param state before its first step; takes over everything
     * @throws WeightFormatException if it is no checkpoint, is damaged, or is of a training with other settings
     */
    public static void read(Path path, Map<String, String> settings, TrainingState state) throws IOException {
        try (Safetensors file = Safetensors.open(path)) {
            if (!FORMAT_VERSION.equals(file.metadata().get(FORMAT))) {
                throw new WeightFormatException(
                        "'%s' is not a checkpoint that this version of Reverie reads".formatted(path));
            }
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                String before = file.metadata().get(setting.getKey());
                if (!setting.getValue().equals(before)) {
                    throw new WeightFormatException(
                            "'%s' is of a training with %s %s, not %s; go on with that, or delete it"
                                    .formatted(path, setting.getKey(), before, setting.getValue()));
                }
            }
            for (Map.Entry<String, Tensor> wanted : tensors(state).entrySet()) {
                Tensor tensor = file.tensor(wanted.getKey());
                float[] values = wanted.getValue().values();
                if (tensor.values().length != values.length) {
                    throw new WeightFormatException("'%s': tensor '%s' has %d values, not %d"
                            .formatted(path, wanted.getKey(), tensor.values().length, values.length));
                }
                Names.requireFinite(path.toString(), wanted.getKey(), "values", tensor.values());
                System.arraycopy(tensor.values(), 0, values, 0, values.length);
            }
            readHistory(path, file, state);
        }
    }

    private static void readHistory(Path path, Safetensors file, TrainingState state) throws IOException {
        float[] losses = file.tensor(LOSSES).values();
        float[] accuracies = file.tensor(ACCURACIES).values();
        if (losses.length != accuracies.length
                || !Integer.toString(losses.length).equals(file.metadata().get(STEP))) {
            throw new WeightFormatException("'%s': the history is not as long as the training".formatted(path));
        }
        for (int i = 0; i < losses.length; i++) {
            state.history().add(losses[i], accuracies[i]);
        }
    }

    /** The state's own arrays, by name. */
    private static SequencedMap<String, Tensor> tensors(TrainingState state) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        state.parameters().layers().forEach((layer, parameters) -> {
            tensors.put(Names.weight(layer), parameters.weight());
            tensors.put(Names.bias(layer), parameters.bias());
        });
        state.memories().forEach((layer, memories) -> {
            put(tensors, Names.weight(layer), memories.weight());
            put(tensors, Names.bias(layer), memories.bias());
        });
        return tensors;
    }

    private static void put(SequencedMap<String, Tensor> tensors, String name, Adam.Memory memory) {
        tensors.put(name + "/mean", new Tensor(List.of(memory.means().length), memory.means()));
        tensors.put(name + "/square", new Tensor(List.of(memory.squares().length), memory.squares()));
    }
}
