package reverie.weights;

import java.util.List;
import java.util.Optional;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.Layer;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.layer.SumLayer;
import reverie.kernels.LrnShape;
import reverie.kernels.PoolingShape;
import reverie.weights.proto.Caffe.ConvolutionParameter;
import reverie.weights.proto.Caffe.EltwiseParameter;
import reverie.weights.proto.Caffe.InnerProductParameter;
import reverie.weights.proto.Caffe.LRNParameter;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.PoolingParameter;

/**
 * Reads one layer: its type and its settings, with Caffe's defaults. What would compute something else than Caffe does is
 * refused with the layer's name and type.
 */
final class LayerReader {

    /** Far beyond any network; below what could overflow in a product of a few. */
    private static final long MAX_SETTING = 1 << 14;

    private static final long MAX_OUTPUTS = 1 << 20;

    private final String source;

    LayerReader(String source) {
        this.source = source;
    }

    /** The engine's layer; see {@link #read(LayerParameter)} of the types that there are. */
    Layer read(LayerParameter layer) throws WeightFormatException {
        try {
            return switch (layer.getType()) {
                case "Convolution" -> convolution(layer, layer.getConvolutionParam());
                case "InnerProduct" -> innerProduct(layer, layer.getInnerProductParam());
                case "Pooling" -> pooling(layer, layer.getPoolingParam());
                case "LRN" -> lrn(layer, layer.getLrnParam());
                case "ReLU" -> relu(layer);
                case "Concat" -> concat(layer);
                case "Eltwise" -> sum(layer, layer.getEltwiseParam());
                case "Softmax" -> softmax(layer);
                case "Dropout", "Split" -> new IdentityLayer(layer.getType());
                default -> throw refuse(layer, "this type is not supported");
            };
        } catch (IllegalArgumentException e) {
            throw refuse(layer, e.getMessage());
        }
    }

    private Layer convolution(LayerParameter layer, ConvolutionParameter setting) throws WeightFormatException {
        supported(layer, "axis", setting.getAxis(), setting.getAxis() == 1);
        return new ConvolutionLayer(
                outputs(layer, setting.getNumOutput()),
                side(layer, "kernel", setting.getKernelSizeList(), 0, setting.hasKernelH(), setting.getKernelH(), 0),
                side(layer, "kernel", setting.getKernelSizeList(), 1, setting.hasKernelW(), setting.getKernelW(), 0),
                side(layer, "stride", setting.getStrideList(), 0, setting.hasStrideH(), setting.getStrideH(), 1),
                side(layer, "stride", setting.getStrideList(), 1, setting.hasStrideW(), setting.getStrideW(), 1),
                side(layer, "pad", setting.getPadList(), 0, setting.hasPadH(), setting.getPadH(), 0),
                side(layer, "pad", setting.getPadList(), 1, setting.hasPadW(), setting.getPadW(), 0),
                side(layer, "dilation", setting.getDilationList(), 0, false, 0, 1),
                side(layer, "dilation", setting.getDilationList(), 1, false, 0, 1),
                outputs(layer, setting.getGroup()),
                setting.getBiasTerm());
    }

    private Layer innerProduct(LayerParameter layer, InnerProductParameter setting) throws WeightFormatException {
        supported(layer, "axis", setting.getAxis(), setting.getAxis() == 1);
        supported(layer, "transpose", setting.getTranspose(), !setting.getTranspose());
        return new InnerProductLayer(outputs(layer, setting.getNumOutput()), setting.getBiasTerm());
    }

    private Layer pooling(LayerParameter layer, PoolingParameter setting) throws WeightFormatException {
        PoolingLayer.Method method = switch (setting.getPool()) {
            case MAX -> PoolingLayer.Method.MAX;
            case AVE -> PoolingLayer.Method.AVERAGE;
            case STOCHASTIC -> throw refuse(layer, "setting 'pool' STOCHASTIC is not supported");
        };
        if (setting.getGlobalPooling()) {
            return new PoolingLayer(method, Optional.empty());
        }
        List<Integer> kernel = setting.hasKernelSize() ? List.of(setting.getKernelSize()) : List.of();
        List<Integer> stride = setting.hasStride() ? List.of(setting.getStride()) : List.of();
        List<Integer> pad = setting.hasPad() ? List.of(setting.getPad()) : List.of();
        PoolingShape window = new PoolingShape(
                side(layer, "kernel", kernel, 0, setting.hasKernelH(), setting.getKernelH(), 0),
                side(layer, "kernel", kernel, 1, setting.hasKernelW(), setting.getKernelW(), 0),
                side(layer, "stride", stride, 0, setting.hasStrideH(), setting.getStrideH(), 1),
                side(layer, "stride", stride, 1, setting.hasStrideW(), setting.getStrideW(), 1),
                side(layer, "pad", pad, 0, setting.hasPadH(), setting.getPadH(), 0),
                side(layer, "pad", pad, 1, setting.hasPadW(), setting.getPadW(), 0),
                setting.getRoundMode() == PoolingParameter.RoundMode.CEIL
                        ? PoolingShape.Rounding.UP
                        : PoolingShape.Rounding.DOWN);
        return new PoolingLayer(method, Optional.of(window));
    }

    private Layer lrn(LayerParameter layer, LRNParameter setting) throws WeightFormatException {
        supported(
                layer,
                "norm_region",
                setting.getNormRegion(),
                setting.getNormRegion() == LRNParameter.NormRegion.ACROSS_CHANNELS);
        finite(layer, "alpha", setting.getAlpha());
        finite(layer, "beta", setting.getBeta());
        finite(layer, "k", setting.getK());
        int localSize = bounded(layer, "local_size", setting.getLocalSize(), MAX_SETTING);
        return new LrnLayer(new LrnShape(localSize, setting.getAlpha(), setting.getBeta(), setting.getK()));
    }

    private Layer relu(LayerParameter layer) throws WeightFormatException {
        float slope = layer.getReluParam().getNegativeSlope();
        supported(layer, "negative_slope", slope, slope == 0);
        return new ReluLayer();
    }

    private Layer concat(LayerParameter layer) throws WeightFormatException {
        boolean old = layer.getConcatParam().hasConcatDim();
        int axis = old
                ? layer.getConcatParam().getConcatDim()
                : layer.getConcatParam().getAxis();
        // Counted from the end, channels are the third of four.
        supported(layer, "axis", axis, axis == 1 || axis == -3);
        return new ConcatLayer();
    }

    private Layer sum(LayerParameter layer, EltwiseParameter setting) throws WeightFormatException {
        supported(layer, "operation", setting.getOperation(), setting.getOperation() == EltwiseParameter.EltwiseOp.SUM);
        for (float coefficient : setting.getCoeffList()) {
            finite(layer, "coeff", coefficient);
        }
        return new SumLayer(setting.getCoeffList());
    }

    private Layer softmax(LayerParameter layer) throws WeightFormatException {
        int axis = layer.getSoftmaxParam().getAxis();
        supported(layer, "axis", axis, axis == 1);
        return new SoftmaxLayer();
    }

    /** A setting for rows (0) or columns (1): its own field, or one value for both, or one value each. */
    private int side(
            LayerParameter layer, String name, List<Integer> values, int index, boolean hasOwn, int own, int otherwise)
            throws WeightFormatException {
        if (hasOwn && !values.isEmpty()) {
            throw refuse(layer, "setting '%s' is given twice, for both sides and for one".formatted(name));
        }
        if (values.size() > 2) {
            throw refuse(layer, "setting '%s' has %d values; layers have two sides".formatted(name, values.size()));
        }
        int value = hasOwn ? own : values.isEmpty() ? otherwise : values.get(Math.min(index, values.size() - 1));
        return bounded(layer, name, value, MAX_SETTING);
    }

    private int outputs(LayerParameter layer, int count) throws WeightFormatException {
        return bounded(layer, "num_output", count, MAX_OUTPUTS);
    }

    /** The file holds unsigned numbers, which Java takes for negative ones where they are huge. */
    private int bounded(LayerParameter layer, String name, int value, long most) throws WeightFormatException {
        supported(layer, name, Integer.toUnsignedString(value), value >= 0 && value <= most);
        return value;
    }

    private void finite(LayerParameter layer, String name, float value) throws WeightFormatException {
        supported(layer, name, value, Float.isFinite(value));
    }

    private void supported(LayerParameter layer, String setting, Object value, boolean supported)
            throws WeightFormatException {
        if (!supported) {
            throw refuse(layer, "setting '%s' %s is not supported".formatted(setting, value));
        }
    }

    private WeightFormatException refuse(LayerParameter layer, String why) {
        return new WeightFormatException(
                "'%s': layer '%s' of type %s: %s".formatted(source, layer.getName(), layer.getType(), why));
    }
}
