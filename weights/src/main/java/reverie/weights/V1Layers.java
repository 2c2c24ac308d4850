package reverie.weights;

import java.util.EnumMap;
import java.util.Map;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;
import reverie.weights.proto.Caffe.V1LayerParameter;
import reverie.weights.proto.Caffe.V1LayerParameter.LayerType;

/** Turns the older layout, V1, into V2: types become names, and everything else keeps its meaning. */
final class V1Layers {

    private static final Map<LayerType, String> TYPES = new EnumMap<>(Map.ofEntries(
            Map.entry(LayerType.ABSVAL, "AbsVal"),
            Map.entry(LayerType.ACCURACY, "Accuracy"),
            Map.entry(LayerType.ARGMAX, "ArgMax"),
            Map.entry(LayerType.BNLL, "BNLL"),
            Map.entry(LayerType.CONCAT, "Concat"),
            Map.entry(LayerType.CONTRASTIVE_LOSS, "ContrastiveLoss"),
            Map.entry(LayerType.CONVOLUTION, "Convolution"),
            Map.entry(LayerType.DATA, "Data"),
            Map.entry(LayerType.DECONVOLUTION, "Deconvolution"),
            Map.entry(LayerType.DROPOUT, "Dropout"),
            Map.entry(LayerType.DUMMY_DATA, "DummyData"),
            Map.entry(LayerType.ELTWISE, "Eltwise"),
            Map.entry(LayerType.EUCLIDEAN_LOSS, "EuclideanLoss"),
            Map.entry(LayerType.EXP, "Exp"),
            Map.entry(LayerType.FLATTEN, "Flatten"),
            Map.entry(LayerType.HDF5_DATA, "HDF5Data"),
            Map.entry(LayerType.HDF5_OUTPUT, "HDF5Output"),
            Map.entry(LayerType.HINGE_LOSS, "HingeLoss"),
            Map.entry(LayerType.IM2COL, "Im2col"),
            Map.entry(LayerType.IMAGE_DATA, "ImageData"),
            Map.entry(LayerType.INFOGAIN_LOSS, "InfogainLoss"),
            Map.entry(LayerType.INNER_PRODUCT, "InnerProduct"),
            Map.entry(LayerType.LRN, "LRN"),
            Map.entry(LayerType.MEMORY_DATA, "MemoryData"),
            Map.entry(LayerType.MULTINOMIAL_LOGISTIC_LOSS, "MultinomialLogisticLoss"),
            Map.entry(LayerType.MVN, "MVN"),
            Map.entry(LayerType.POOLING, "Pooling"),
            Map.entry(LayerType.POWER, "Power"),
            Map.entry(LayerType.RELU, "ReLU"),
            Map.entry(LayerType.SIGMOID, "Sigmoid"),
            Map.entry(LayerType.SIGMOID_CROSS_ENTROPY_LOSS, "SigmoidCrossEntropyLoss"),
            Map.entry(LayerType.SILENCE, "Silence"),
            Map.entry(LayerType.SLICE, "Slice"),
            Map.entry(LayerType.SOFTMAX, "Softmax"),
            Map.entry(LayerType.SOFTMAX_LOSS, "SoftmaxWithLoss"),
            Map.entry(LayerType.SPLIT, "Split"),
            Map.entry(LayerType.TANH, "TanH"),
            Map.entry(LayerType.THRESHOLD, "Threshold"),
            Map.entry(LayerType.WINDOW_DATA, "WindowData")));

    private V1Layers() {}

    /**
     * The same network in the V2 layout.
     *
     * @param source what to call the file in messages
     */
    static NetParameter upgrade(String source, NetParameter net) throws WeightFormatException {
        if (net.getLayersCount() == 0) {
            return net;
        }
        if (net.getLayerCount() > 0) {
            throw new WeightFormatException(
                    "'%s' has layers in both layouts, 'layer' and 'layers'; it is not clear which count"
                            .formatted(source));
        }
        NetParameter.Builder upgraded = net.toBuilder().clearLayers();
        for (V1LayerParameter layer : net.getLayersList()) {
            upgraded.addLayer(upgrade(source, layer));
        }
        return upgraded.build();
    }

    private static LayerParameter upgrade(String source, V1LayerParameter v1) throws WeightFormatException {
        if (v1.hasLayer()) {
            throw new WeightFormatException(
                    "'%s' has the oldest layout, from before 2014; upgrade it with Caffe's upgrade_net_proto tools"
                            .formatted(source));
        }
        String type = TYPES.get(v1.getType());
        if (!v1.hasType() || type == null) {
            throw new WeightFormatException(
                    "'%s': layer '%s' has no type that Caffe knows".formatted(source, v1.getName()));
        }
        LayerParameter.Builder layer = LayerParameter.newBuilder()
                .setName(v1.getName())
                .setType(type)
                .addAllBottom(v1.getBottomList())
                .addAllTop(v1.getTopList())
                .addAllBlobs(v1.getBlobsList())
                .addAllInclude(v1.getIncludeList())
                .addAllExclude(v1.getExcludeList());
        if (v1.hasTransformParam()) {
            layer.setTransformParam(v1.getTransformParam());
        }
        if (v1.hasDataParam()) {
            layer.setDataParam(v1.getDataParam());
        }
        if (v1.hasConcatParam()) {
            layer.setConcatParam(v1.getConcatParam());
        }
        if (v1.hasConvolutionParam()) {
            layer.setConvolutionParam(v1.getConvolutionParam());
        }
        if (v1.hasEltwiseParam()) {
            layer.setEltwiseParam(v1.getEltwiseParam());
        }
        if (v1.hasInnerProductParam()) {
            layer.setInnerProductParam(v1.getInnerProductParam());
        }
        if (v1.hasLrnParam()) {
            layer.setLrnParam(v1.getLrnParam());
        }
        if (v1.hasPoolingParam()) {
            layer.setPoolingParam(v1.getPoolingParam());
        }
        if (v1.hasReluParam()) {
            layer.setReluParam(v1.getReluParam());
        }
        if (v1.hasSoftmaxParam()) {
            layer.setSoftmaxParam(v1.getSoftmaxParam());
        }
        return layer.build();
    }
}
