package reverie.weights;

import java.util.List;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.LayerException;
import reverie.engine.network.NetworkDefinition;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;

/** Makes the engine's network definition of a Caffe network: what inference runs of it, layer by layer. */
public final class NetworkReader {

    private NetworkReader() {}

    /**
     * Reads a network.
     *
     * @param source what to call the file in messages
     * @param net as {@link PrototxtReader} or {@link CaffeModelReader} gives it
     * @throws WeightFormatException if a layer's type or setting is not supported, or layers do not fit each other
     */
    public static NetworkDefinition read(String source, NetParameter net) throws WeightFormatException {
        return read(source, InferenceNet.of(source, net));
    }

    static NetworkDefinition read(String source, InferenceNet net) throws WeightFormatException {
        NetworkDefinition.Builder builder = NetworkDefinition.builder(net.name());
        LayerReader layerReader = new LayerReader(source);
        try {
            builder.add(
                    net.input().name(),
                    new InputLayer(net.input().shape()),
                    List.of(),
                    List.of(net.input().name()));
            for (LayerParameter layer : net.layers()) {
                builder.add(layer.getName(), layerReader.read(layer), layer.getBottomList(), layer.getTopList());
            }
            NetworkDefinition definition = builder.build();
            // Whether layers fit each other shows only in their shapes.
            ParameterShapes.of(definition);
            return definition;
        } catch (IllegalArgumentException | LayerException e) {
            throw new WeightFormatException("'%s': %s".formatted(source, e.getMessage()), e);
        }
    }
}
