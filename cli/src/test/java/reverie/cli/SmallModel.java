package reverie.cli;

import com.google.protobuf.TextFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.cli.picture.ReadOptions;
import reverie.engine.image.Image;
import reverie.weights.CaffeConverter;
import reverie.weights.proto.Caffe.BlobProto;
import reverie.weights.proto.Caffe.BlobShape;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;

/** A network in the manner of GoogLeNet, small and random, in every form that files take, and photos to try it on. */
final class SmallModel {

    static final int SIZE = 32;
    static final List<String> LABELS = List.of("n1 fir", "n2 cabin", "n3 snow", "n4 hill", "n5 evening sky");

    static final String DEFINITION = """
            name: "small"
            layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 32 dim: 32 } } }
            layer { name: "conv1/7x7_s2" type: "Convolution" bottom: "data" top: "conv1"
                    convolution_param { num_output: 8 kernel_size: 7 stride: 2 pad: 3 } }
            layer { name: "conv1/relu_7x7" type: "ReLU" bottom: "conv1" top: "conv1" }
            layer { name: "pool1/3x3_s2" type: "Pooling" bottom: "conv1" top: "pool1"
                    pooling_param { pool: MAX kernel_size: 3 stride: 2 } }
            layer { name: "pool1/norm1" type: "LRN" bottom: "pool1" top: "norm1"
                    lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 } }
            layer { name: "inception_4c/1x1" type: "Convolution" bottom: "norm1" top: "4c1"
                    convolution_param { num_output: 6 kernel_size: 1 } }
            layer { name: "inception_4c/relu_1x1" type: "ReLU" bottom: "4c1" top: "4c1" }
            layer { name: "inception_4c/3x3_reduce" type: "Convolution" bottom: "norm1" top: "4cr"
                    convolution_param { num_output: 4 kernel_size: 1 } }
            layer { name: "inception_4c/relu_3x3_reduce" type: "ReLU" bottom: "4cr" top: "4cr" }
            layer { name: "inception_4c/3x3" type: "Convolution" bottom: "4cr" top: "4c3"
                    convolution_param { num_output: 6 kernel_size: 3 pad: 1 } }
            layer { name: "inception_4c/relu_3x3" type: "ReLU" bottom: "4c3" top: "4c3" }
            layer { name: "inception_4c/pool" type: "Pooling" bottom: "norm1" top: "4cp"
                    pooling_param { pool: MAX kernel_size: 3 stride: 1 pad: 1 } }
            layer { name: "inception_4c/pool_proj" type: "Convolution" bottom: "4cp" top: "4cpp"
                    convolution_param { num_output: 4 kernel_size: 1 } }
            layer { name: "inception_4c/relu_pool_proj" type: "ReLU" bottom: "4cpp" top: "4cpp" }
            layer { name: "inception_4c/output" type: "Concat" bottom: "4c1" bottom: "4c3" bottom: "4cpp" top: "4c" }
            layer { name: "pool5" type: "Pooling" bottom: "4c" top: "pool5"
                    pooling_param { pool: AVE kernel_size: 8 stride: 1 } }
            layer { name: "loss3/classifier" type: "InnerProduct" bottom: "pool5" top: "classifier"
                    inner_product_param { num_output: 5 } }
            layer { name: "prob" type: "Softmax" bottom: "classifier" top: "prob" }
            """;

    private static final Map<String, List<Integer>> WEIGHTS = Map.of(
            "conv1/7x7_s2", List.of(8, 3, 7, 7),
            "inception_4c/1x1", List.of(6, 8, 1, 1),
            "inception_4c/3x3_reduce", List.of(4, 8, 1, 1),
            "inception_4c/3x3", List.of(6, 4, 3, 3),
            "inception_4c/pool_proj", List.of(4, 8, 1, 1),
            "loss3/classifier", List.of(5, 16));

    private SmallModel() {}

    /** The definition as a {@code .prototxt}. */
    static Path definition(Path file) throws IOException {
        return Files.writeString(file, DEFINITION);
    }

    static Path labels(Path file) throws IOException {
        return Files.write(file, LABELS);
    }

    /** Definition and weights as a {@code .caffemodel}. */
    static Path caffemodel(Path file) throws IOException {
        return caffemodel(file, DEFINITION, WEIGHTS);
    }

    /** A network that has little to say and many weights: some 40 MB, which take a while to write. */
    static Path largeCaffemodel(Path file) throws IOException {
        String definition = """
                name: "large"
                layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 64 dim: 64 } } }
                layer { name: "classifier" type: "InnerProduct" bottom: "data" top: "classifier"
                        inner_product_param { num_output: 800 } }
                """;
        return caffemodel(file, definition, Map.of("classifier", List.of(800, 3 * 64 * 64)));
    }

    private static Path caffemodel(Path file, String definition, Map<String, List<Integer>> weights)
            throws IOException {
        NetParameter.Builder net = NetParameter.newBuilder();
        TextFormat.merge(definition, net);
        Random random = new Random(1701);
        for (LayerParameter.Builder layer : net.getLayerBuilderList()) {
            List<Integer> shape = weights.get(layer.getName());
            if (shape != null) {
                layer.addBlobs(blob(random, shape)).addBlobs(blob(random, shape.subList(0, 1)));
            }
        }
        return Files.write(file, net.build().toByteArray());
    }

    private static BlobProto blob(Random random, List<Integer> shape) {
        int count = shape.stream().reduce(1, Math::multiplyExact);
        double scale = 1 / Math.sqrt((double) count / shape.getFirst());
        BlobProto.Builder blob = BlobProto.newBuilder();
        blob.setShape(BlobShape.newBuilder()
                .addAllDim(shape.stream().map(Integer::longValue).toList()));
        for (int i = 0; i < count; i++) {
            blob.addData((float) (random.nextGaussian() * scale));
        }
        return blob.build();
    }

    /** The model file. */
    static Path model(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path caffemodel = caffemodel(Files.createTempFile(folder, "small", ".caffemodel"));
        Path labels = labels(Files.createTempFile(folder, "labels", ".txt"));
        CaffeConverter.convert(
                new CaffeConverter.Settings(
                        caffemodel,
                        Optional.empty(),
                        Optional.of(labels),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("for tests")),
                file,
                false);
        Files.delete(caffemodel);
        Files.delete(labels);
        return file;
    }

    /** The project's own photo at another size, as a PNG. */
    static Path photo(Path file, int longestSide) throws IOException {
        Image image = PhotoReader.read(winter(), ReadOptions.DEFAULT.withLongestSide(longestSide));
        try (var out = Files.newOutputStream(file)) {
            PictureWriter.write(image, PictureFormat.PNG, Map.of(), out);
        }
        return file;
    }

    /** A photo that is all one colour. */
    static Path plain(Path file, int width, int height) throws IOException {
        if (!ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", file.toFile())) {
            throw new IOException("no encoder for PNG");
        }
        return file;
    }

    /** The project's own photo. */
    static Path winter() {
        return root().resolve("examples/winter.jpg");
    }

    /** The folder that the project lies in. */
    static Path root() {
        return Path.of(System.getProperty("reverie.root", ".."))
                .toAbsolutePath()
                .normalize();
    }
}
