package reverie.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import reverie.weights.proto.Caffe.BlobProto;
import reverie.weights.proto.Caffe.BlobShape;
import reverie.weights.proto.Caffe.ConvolutionParameter;
import reverie.weights.proto.Caffe.InnerProductParameter;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;
import reverie.weights.proto.Caffe.V1LayerParameter;
import reverie.weights.proto.Caffe.V1LayerParameter.LayerType;

/** One small network, a convolution and a classifier, as a Caffe model in both layouts. */
final class SmallNets {

    /** Its definition: input 4 x 5, convolution 2 x 3 to 4 channels, ReLU in place, classifier of 2. */
    static final String DEPLOY = """
            name: "small"
            layer { name: "data" type: "Input" top: "data" input_param { shape: { dim: 1 dim: 3 dim: 4 dim: 5 } } }
            layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
                    convolution_param { num_output: 4 kernel_h: 2 kernel_w: 3 } }
            layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
            layer { name: "classifier" type: "InnerProduct" bottom: "conv" top: "classifier"
                    inner_product_param { num_output: 2 } }
            layer { name: "prob" type: "Softmax" bottom: "classifier" top: "prob" }
            """;

    private SmallNets() {}

    /** The V2 layout, with shapes. */
    static NetParameter.Builder v2() {
        return NetParameter.newBuilder()
                .setName("small")
                .addInput("data")
                .addInputShape(shape(1, 3, 4, 5))
                .addLayer(layer("conv", "Convolution", "data", "conv")
                        .setConvolutionParam(convolution())
                        .addBlobs(blob(4, 3, 2, 3))
                        .addBlobs(blob(4)))
                .addLayer(layer("relu", "ReLU", "conv", "conv"))
                .addLayer(layer("classifier", "InnerProduct", "conv", "classifier")
                        .setInnerProductParam(InnerProductParameter.newBuilder().setNumOutput(2))
                        .addBlobs(blob(2, 36))
                        .addBlobs(blob(2)))
                .addLayer(layer("prob", "Softmax", "classifier", "prob"));
    }

    /** The V1 layout, with four sizes for every blob, and values of double precision in one. */
    static NetParameter.Builder v1() {
        BlobProto bias = blob(2);
        BlobProto.Builder doubles = legacy(bias, 1, 1, 1, 2).toBuilder();
        bias.getDataList().forEach(doubles::addDoubleData);
        return NetParameter.newBuilder()
                .setName("small")
                .addInput("data")
                .addInputDim(1)
                .addInputDim(3)
                .addInputDim(4)
                .addInputDim(5)
                .addLayers(layer("conv", LayerType.CONVOLUTION, "data", "conv")
                        .setConvolutionParam(convolution())
                        .addBlobs(legacy(blob(4, 3, 2, 3), 4, 3, 2, 3))
                        .addBlobs(legacy(blob(4), 1, 1, 1, 4)))
                .addLayers(layer("relu", LayerType.RELU, "conv", "conv"))
                .addLayers(layer("classifier", LayerType.INNER_PRODUCT, "conv", "classifier")
                        .setInnerProductParam(InnerProductParameter.newBuilder().setNumOutput(2))
                        .addBlobs(legacy(blob(2, 36), 1, 1, 2, 36))
                        .addBlobs(doubles.clearData()))
                .addLayers(layer("prob", LayerType.SOFTMAX, "classifier", "prob"));
    }

    static LayerParameter.Builder layer(String name, String type, String bottom, String top) {
        return LayerParameter.newBuilder()
                .setName(name)
                .setType(type)
                .addBottom(bottom)
                .addTop(top);
    }

    static V1LayerParameter.Builder layer(String name, LayerType type, String bottom, String top) {
        return V1LayerParameter.newBuilder()
                .setName(name)
                .setType(type)
                .addBottom(bottom)
                .addTop(top);
    }

    /** Values that follow from the shape alone, so that both layouts have the same. */
    static BlobProto blob(int... sizes) {
        BlobProto.Builder blob = BlobProto.newBuilder().setShape(shape(sizes));
        int count = 1;
        for (int size : sizes) {
            count *= size;
        }
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            blob.addData(random.nextFloat() - 0.5f);
        }
        return blob.build();
    }

    static Path write(Path file, NetParameter.Builder net) throws IOException {
        return Files.write(file, net.build().toByteArray());
    }

    private static BlobProto legacy(BlobProto blob, int num, int channels, int height, int width) {
        return blob.toBuilder()
                .clearShape()
                .setNum(num)
                .setChannels(channels)
                .setHeight(height)
                .setWidth(width)
                .build();
    }

    private static ConvolutionParameter.Builder convolution() {
        return ConvolutionParameter.newBuilder().setNumOutput(4).setKernelH(2).setKernelW(3);
    }

    private static BlobShape shape(int... sizes) {
        BlobShape.Builder shape = BlobShape.newBuilder();
        for (int size : sizes) {
            shape.addDim(size);
        }
        return shape.build();
    }
}
