package reverie.weights;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.Tensor;
import reverie.engine.network.Weights;
import reverie.weights.proto.Caffe.BlobProto;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;

/**
 * The weights in a Caffe model, brought to the shapes that a definition needs. Layers are matched by name. All shapes are
 * checked at the start; values are copied when they are asked for.
 */
final class CaffeWeights implements Weights {

    private final String source;
    private final SequencedMap<String, ParameterShapes> needed;
    private final Map<String, LayerParameter> layers = new HashMap<>();
    private final List<String> ignored;

    /**
     * Checks that a model has what a definition needs.
     *
     * @throws WeightFormatException if a layer is missing or has other shapes
     */
    CaffeWeights(String source, NetParameter net, NetworkDefinition definition) throws WeightFormatException {
        this.source = source;
        this.needed = ParameterShapes.of(definition);
        for (LayerParameter layer : net.getLayerList()) {
            if (layer.getBlobsCount() > 0 && layers.put(layer.getName(), layer) != null) {
                throw new WeightFormatException(
                        "'%s' has two layers '%s' with weights".formatted(source, layer.getName()));
            }
        }
        List<String> missing = needed.keySet().stream()
                .filter(name -> !layers.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new WeightFormatException("'%s' has no weights for %d of the %d layers that need them: %s"
                    .formatted(source, missing.size(), needed.size(), Names.list(missing)));
        }
        for (Map.Entry<String, ParameterShapes> layer : needed.entrySet()) {
            check(layer.getKey(), layer.getValue());
        }
        TreeSet<String> others = new TreeSet<>(layers.keySet());
        others.removeAll(needed.keySet());
        this.ignored = List.copyOf(others);
    }

    /** Layers with weights that the definition does not have. */
    List<String> ignored() {
        return ignored;
    }

    @Override
    public Optional<Tensor> weight(String layer) {
        return Optional.ofNullable(needed.get(layer)).map(shapes -> tensor(layer, "weights", 0, shapes.weight()));
    }

    @Override
    public Optional<Tensor> bias(String layer) {
        return Optional.ofNullable(needed.get(layer))
                .flatMap(ParameterShapes::bias)
                .map(shape -> tensor(layer, "bias", 1, shape));
    }

    private void check(String layer, ParameterShapes shapes) throws WeightFormatException {
        List<BlobProto> blobs = layers.get(layer).getBlobsList();
        int wanted = shapes.bias().isPresent() ? 2 : 1;
        if (blobs.size() != wanted) {
            throw new WeightFormatException("'%s': layer '%s' has %d blobs of weights, the definition needs %d"
                    .formatted(source, layer, blobs.size(), wanted));
        }
        check(layer, "weights", blobs.getFirst(), shapes.weight());
        if (wanted == 2) {
            check(layer, "a bias", blobs.getLast(), shapes.bias().orElseThrow());
        }
    }

    private void check(String layer, String what, BlobProto blob, List<Integer> shape) throws WeightFormatException {
        List<Long> found = shape(blob);
        if (!fits(found, shape)) {
            throw new WeightFormatException("'%s': layer '%s': the file has %s of %s, the definition needs %s"
                    .formatted(source, layer, what, dimensions(found), dimensions(shape)));
        }
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        long there = blob.getDataCount() > 0 ? blob.getDataCount() : blob.getDoubleDataCount();
        if (there != count) {
            throw new WeightFormatException("'%s': layer '%s': %s of %s should have %d values, the file has %d"
                    .formatted(source, layer, what, dimensions(found), count, there));
        }
    }

    /** The blob's own shape; older files have four sizes instead. */
    private static List<Long> shape(BlobProto blob) {
        if (blob.hasShape()) {
            return blob.getShape().getDimList();
        }
        return List.of(
                (long) blob.getNum(), (long) blob.getChannels(), (long) blob.getHeight(), (long) blob.getWidth());
    }

    /**
     * Whether values of one shape lie in memory as those of the other do. Sizes of 1 make no difference, and an inner
     * product's weights may be a matrix that has channels, rows and columns in one.
     */
    private static boolean fits(List<Long> found, List<Integer> wanted) {
        List<Long> foundSizes = found.stream().filter(size -> size != 1).toList();
        List<Long> wantedSizes = wanted.stream()
                .map(Integer::longValue)
                .filter(size -> size != 1)
                .toList();
        if (foundSizes.equals(wantedSizes)) {
            return true;
        }
        long inputs = wanted.stream().skip(1).mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        List<Long> matrix = new ArrayList<>(List.of((long) wanted.getFirst(), inputs));
        matrix.removeIf(size -> size == 1);
        return foundSizes.equals(matrix);
    }

    private Tensor tensor(String layer, String what, int index, List<Integer> shape) {
        BlobProto blob = layers.get(layer).getBlobs(index);
        boolean isDouble = blob.getDataCount() == 0;
        float[] values = new float[isDouble ? blob.getDoubleDataCount() : blob.getDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = isDouble ? (float) blob.getDoubleData(i) : blob.getData(i);
        }
        try {
            Names.requireFinite(source, layer, what, values);
        } catch (WeightFormatException e) {
            throw new UncheckedIOException(e);
        }
        return new Tensor(shape, values);
    }

    private static String dimensions(List<? extends Number> shape) {
        return shape.stream().map(Number::toString).collect(Collectors.joining("x"));
    }
}
