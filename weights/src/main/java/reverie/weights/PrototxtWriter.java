package reverie.weights;

import com.google.protobuf.TextFormat;
import java.util.List;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.layer.SumLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.Shape;
import reverie.kernels.LrnShape;
import reverie.kernels.PoolingShape;
import reverie.weights.proto.Caffe.BlobShape;
import reverie.weights.proto.Caffe.ConvolutionParameter;
import reverie.weights.proto.Caffe.EltwiseParameter;
import reverie.weights.proto.Caffe.InnerProductParameter;
import reverie.weights.proto.Caffe.InputParameter;
import reverie.weights.proto.Caffe.LRNParameter;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;
import reverie.weights.proto.Caffe.PoolingParameter;

/**
 * Prints a network definition as a {@code .prototxt} that {@link PrototxtReader}, and Caffe, read as the same network. No
 * layer works in place, and each output is named after its layer; settings that have Caffe's default are left out where they
 * rarely differ.
 */
public final class PrototxtWriter {

    private PrototxtWriter() {}

    /** The text; the same for equal definitions. */
    public static String print(NetworkDefinition definition) {
        NetParameter.Builder net = NetParameter.newBuilder().setName(definition.name());
        for (Node node : definition.nodes()) {
            LayerParameter.Builder layer = LayerParameter.newBuilder()
                    .setName(node.name())
                    .setType(node.layer().type())
                    .addAllBottom(node.inputs())
                    .addTop(node.name());
            describe(node, layer);
            net.addLayer(layer);
        }
        return TextFormat.printer().escapingNonAscii(false).printToString(net);
    }

    private static void describe(Node node, LayerParameter.Builder layer) {
        switch (node.layer()) {
            case InputLayer input -> layer.setInputParam(input(input.shape()));
            case ConvolutionLayer convolution -> layer.setConvolutionParam(convolution(convolution));
            case InnerProductLayer product ->
                layer.setInnerProductParam(InnerProductParameter.newBuilder()
                        .setNumOutput(product.outChannels())
                        .setBiasTerm(product.hasBias()));
            case PoolingLayer pooling -> layer.setPoolingParam(pooling(pooling));
            case LrnLayer lrn -> layer.setLrnParam(lrn(lrn.shape()));
            case SumLayer sum ->
                layer.setEltwiseParam(EltwiseParameter.newBuilder()
                        .setOperation(EltwiseParameter.EltwiseOp.SUM)
                        .addAllCoeff(sum.coefficients()));
            case ConcatLayer _, ReluLayer _, SoftmaxLayer _, IdentityLayer _ -> {}
        }
    }

    private static InputParameter.Builder input(Shape shape) {
        List<Long> dims = List.of(1L, (long) shape.channels(), (long) shape.height(), (long) shape.width());
        return InputParameter.newBuilder().addShape(BlobShape.newBuilder().addAllDim(dims));
    }

    private static ConvolutionParameter.Builder convolution(ConvolutionLayer layer) {
        ConvolutionParameter.Builder setting = ConvolutionParameter.newBuilder()
                .setNumOutput(layer.outChannels())
                .setBiasTerm(layer.hasBias())
                .setKernelH(layer.filterHeight())
                .setKernelW(layer.filterWidth())
                .setStrideH(layer.strideHeight())
                .setStrideW(layer.strideWidth())
                .setPadH(layer.paddingHeight())
                .setPadW(layer.paddingWidth());
        if (layer.groups() != 1) {
            setting.setGroup(layer.groups());
        }
        if (layer.dilationHeight() != 1 || layer.dilationWidth() != 1) {
            setting.addDilation(layer.dilationHeight()).addDilation(layer.dilationWidth());
        }
        return setting;
    }

    private static PoolingParameter.Builder pooling(PoolingLayer layer) {
        PoolingParameter.Builder setting = PoolingParameter.newBuilder()
                .setPool(
                        switch (layer.method()) {
                            case MAX -> PoolingParameter.PoolMethod.MAX;
                            case AVERAGE -> PoolingParameter.PoolMethod.AVE;
                        });
        if (layer.window().isEmpty()) {
            return setting.setGlobalPooling(true);
        }
        PoolingShape window = layer.window().get();
        if (window.rounding() == PoolingShape.Rounding.DOWN) {
            setting.setRoundMode(PoolingParameter.RoundMode.FLOOR);
        }
        return setting.setKernelH(window.windowHeight())
                .setKernelW(window.windowWidth())
                .setStrideH(window.strideHeight())
                .setStrideW(window.strideWidth())
                .setPadH(window.paddingHeight())
                .setPadW(window.paddingWidth());
    }

    private static LRNParameter.Builder lrn(LrnShape shape) {
        return LRNParameter.newBuilder()
                .setLocalSize(shape.localSize())
                .setAlpha(shape.alpha())
                .setBeta(shape.beta())
                .setK(shape.k());
    }
}
