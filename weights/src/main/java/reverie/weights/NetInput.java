package reverie.weights;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reverie.engine.network.Shape;
import reverie.weights.proto.Caffe.BlobShape;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;

/**
 * A blob that comes from outside. Definitions for inference declare it; networks in training have layers instead that load
 * data, and a saved network may have lost those too.
 *
 * @param name the blob's
 * @param shape the size that the network was made for
 * @param transform how pictures become input, as far as the file says
 */
record NetInput(String name, Shape shape, InputTransform transform) {

    private static final int DEFAULT_SIZE = 224;

    /** Beyond this a side is a mistake; an activation must stay addressable. */
    private static final long MAX_SIZE = 1 << 14;

    private static final Set<String> DATA_TYPES =
            Set.of("Data", "ImageData", "HDF5Data", "MemoryData", "WindowData", "DummyData", "AnnotatedData", "Python");

    /** Whether a layer only brings data into the network. */
    static boolean isInput(LayerParameter layer) {
        return layer.getType().equals("Input") || (layer.getBottomCount() == 0 && DATA_TYPES.contains(layer.getType()));
    }

    /** Everything that comes from outside, once per blob, labels and all. */
    static List<NetInput> all(String source, NetParameter net) throws WeightFormatException {
        Map<String, NetInput> inputs = new LinkedHashMap<>();
        for (int i = 0; i < net.getInputCount(); i++) {
            put(inputs, new NetInput(net.getInput(i), declaredShape(source, net, i), InputTransform.NONE));
        }
        for (LayerParameter layer : net.getLayerList()) {
            if (isInput(layer) && TrainingLayers.runsInTest(layer)) {
                addTops(source, inputs, layer);
            }
        }
        for (LayerParameter layer : net.getLayerList()) {
            if (isInput(layer) && !TrainingLayers.runsInTest(layer)) {
                addTops(source, inputs, layer);
            }
        }
        if (inputs.isEmpty()) {
            for (String blob : unwritten(net)) {
                put(inputs, new NetInput(blob, defaultShape(), InputTransform.NONE));
            }
        }
        return new ArrayList<>(inputs.values());
    }

    private static void put(Map<String, NetInput> inputs, NetInput input) {
        inputs.putIfAbsent(input.name(), input);
    }

    private static void addTops(String source, Map<String, NetInput> inputs, LayerParameter layer)
            throws WeightFormatException {
        for (int i = 0; i < layer.getTopCount(); i++) {
            InputTransform transform = InputTransform.of(layer);
            put(inputs, new NetInput(layer.getTop(i), layerShape(source, layer, i, transform), transform));
        }
    }

    private static Shape layerShape(String source, LayerParameter layer, int top, InputTransform transform)
            throws WeightFormatException {
        List<BlobShape> shapes = layer.getInputParam().getShapeList();
        if (!shapes.isEmpty()) {
            // One shape counts for all tops.
            return shape(
                    source,
                    layer.getTop(top),
                    shapes.get(Math.min(top, shapes.size() - 1)).getDimList());
        }
        Optional<Integer> crop = transform.cropSize();
        if (crop.isPresent()) {
            long size = Integer.toUnsignedLong(crop.get());
            return shape(source, layer.getTop(top), List.of(1L, 3L, size, size));
        }
        return defaultShape();
    }

    private static Shape declaredShape(String source, NetParameter net, int index) throws WeightFormatException {
        if (index < net.getInputShapeCount()) {
            return shape(source, net.getInput(index), net.getInputShape(index).getDimList());
        }
        if (net.getInputDimCount() >= 4 * (index + 1)) {
            return shape(source, net.getInput(index), net.getInputDimList().subList(4 * index, 4 * index + 4));
        }
        return defaultShape();
    }

    private static Shape shape(String source, String name, List<Long> dims) throws WeightFormatException {
        if (dims.size() < 4) {
            // A label, or numbers; nothing that the network would be run on.
            return new Shape(1, 1, 1);
        }
        for (long dim : dims.subList(1, 4)) {
            if (dim < 1 || dim > MAX_SIZE) {
                throw new WeightFormatException("'%s': input '%s' has the size %s; 1 to %d are possible"
                        .formatted(source, name, dims, MAX_SIZE));
            }
        }
        return new Shape(Math.toIntExact(dims.get(2)), Math.toIntExact(dims.get(3)), Math.toIntExact(dims.get(1)));
    }

    private static Shape defaultShape() {
        return new Shape(DEFAULT_SIZE, DEFAULT_SIZE, 3);
    }

    private static Set<String> unwritten(NetParameter net) {
        Set<String> written = new HashSet<>();
        Set<String> unwritten = new LinkedHashSet<>();
        for (LayerParameter layer : net.getLayerList()) {
            for (String bottom : layer.getBottomList()) {
                if (!written.contains(bottom)) {
                    unwritten.add(bottom);
                }
            }
            written.addAll(layer.getTopList());
        }
        return unwritten;
    }
}
