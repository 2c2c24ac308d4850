package reverie.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.layer.SumLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.Shape;
import reverie.kernels.LrnShape;
import reverie.kernels.PoolingShape;

/** Definitions as people publish them, reduced to what is peculiar in each. */
class NetworkReaderTest {

    private static final String INPUT =
            "layer { name: 'data' type: 'Input' top: 'data' input_param { shape { dim: 1 dim: 3 dim: 33 dim: 35 } } }\n";

    @Test
    void alexnet_has_groups_and_an_input_of_the_old_kind() throws WeightFormatException {
        NetworkDefinition net = read("""
                name: "AlexNet"
                input: "data"
                input_dim: 10 input_dim: 3 input_dim: 227 input_dim: 227
                layers { name: "conv1" type: CONVOLUTION bottom: "data" top: "conv1" blobs_lr: 1 blobs_lr: 2 weight_decay: 1
                  convolution_param { num_output: 96 kernel_size: 11 stride: 4
                    weight_filler { type: "gaussian" std: 0.01 } bias_filler { type: "constant" value: 0 } } }
                layers { name: "relu1" type: RELU bottom: "conv1" top: "conv1" }
                layers { name: "norm1" type: LRN bottom: "conv1" top: "norm1"
                  lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 } }
                layers { name: "pool1" type: POOLING bottom: "norm1" top: "pool1"
                  pooling_param { pool: MAX kernel_size: 3 stride: 2 } }
                layers { name: "conv2" type: CONVOLUTION bottom: "pool1" top: "conv2"
                  convolution_param { num_output: 256 pad: 2 kernel_size: 5 group: 2 } }
                layers { name: "fc6" type: INNER_PRODUCT bottom: "conv2" top: "fc6" inner_product_param { num_output: 4096 } }
                layers { name: "drop6" type: DROPOUT bottom: "fc6" top: "fc6" dropout_param { dropout_ratio: 0.5 } }
                layers { name: "prob" type: SOFTMAX bottom: "fc6" top: "prob" }
                """);
        assertEquals(new Shape(227, 227, 3), net.inputShape());
        assertEquals(
                new ConvolutionLayer(256, 5, 5, 1, 1, 2, 2, 1, 1, 2, true),
                net.node("conv2").layer());
        assertEquals(
                new LrnLayer(new LrnShape(5, 1e-4f, 0.75f, 1)),
                net.node("norm1").layer());
        assertEquals(List.of("relu1"), net.node("norm1").inputs(), "in place means after the ReLU");
        assertEquals(new IdentityLayer("Dropout"), net.node("drop6").layer());
        assertEquals(List.of("drop6"), net.node("prob").inputs());
        assertEquals(
                List.of(256, 48, 5, 5),
                ParameterShapes.of(net).get("conv2").weight(),
                "each group sees half the input");
        assertEquals(
                List.of(4096, 256, 27, 27), ParameterShapes.of(net).get("fc6").weight());
    }

    @Test
    void vgg_is_a_chain_with_fully_connected_layers() throws WeightFormatException {
        NetworkDefinition net = read("""
                name: "VGG"
                input: "data" input_shape { dim: 1 dim: 3 dim: 32 dim: 48 }
                layer { name: "conv1_1" type: "Convolution" bottom: "data" top: "conv1_1"
                  convolution_param { num_output: 8 pad: 1 kernel_size: 3 } }
                layer { name: "relu1_1" type: "ReLU" bottom: "conv1_1" top: "conv1_1" }
                layer { name: "pool1" type: "Pooling" bottom: "conv1_1" top: "pool1"
                  pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
                layer { name: "fc6" type: "InnerProduct" bottom: "pool1" top: "fc6"
                  inner_product_param { num_output: 10 bias_term: false } }
                """);
        assertEquals(new InnerProductLayer(10, false), net.node("fc6").layer());
        assertEquals(List.of(10, 8, 16, 24), ParameterShapes.of(net).get("fc6").weight());
        assertEquals(Optional.empty(), ParameterShapes.of(net).get("fc6").bias());
    }

    @Test
    void nin_ends_in_global_pooling() throws WeightFormatException {
        NetworkDefinition net = read(INPUT + """
                layer { name: "cccp" type: "Convolution" bottom: "data" top: "cccp"
                  convolution_param { num_output: 7 kernel_size: 1 } }
                layer { name: "pool4" type: "Pooling" bottom: "cccp" top: "pool4"
                  pooling_param { pool: AVE global_pooling: true } }
                layer { name: "prob" type: "Softmax" bottom: "pool4" top: "prob" }
                """);
        assertEquals(
                new PoolingLayer(PoolingLayer.Method.AVERAGE, Optional.empty()),
                net.node("pool4").layer());
        assertEquals(new Shape(1, 1, 7), ParameterShapes.outputShape(net));
    }

    @Test
    void residual_networks_sum() throws WeightFormatException {
        NetworkDefinition net = read(INPUT + """
                layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param { num_output: 4 kernel_size: 1 } }
                layer { name: "b" type: "Convolution" bottom: "data" top: "b" convolution_param { num_output: 4 kernel_size: 1 } }
                layer { name: "sum" type: "Eltwise" bottom: "a" bottom: "b" top: "sum" }
                layer { name: "difference" type: "Eltwise" bottom: "sum" bottom: "b" top: "difference"
                  eltwise_param { operation: SUM coeff: 1 coeff: -1 } }
                """);
        assertEquals(new SumLayer(List.of()), net.node("sum").layer());
        assertEquals(new SumLayer(List.of(1f, -1f)), net.node("difference").layer());
        assertEquals(List.of("sum", "b"), net.node("difference").inputs());
    }

    @Test
    void windows_need_not_be_square() throws WeightFormatException {
        NetworkDefinition net = read(INPUT + """
                layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param {
                  num_output: 4 kernel_h: 1 kernel_w: 7 pad_h: 0 pad_w: 3 stride_h: 1 stride_w: 2 dilation: 1 dilation: 2
                  bias_term: false engine: CAFFE } }
                layer { name: "b" type: "Pooling" bottom: "a" top: "b" pooling_param {
                  kernel_h: 3 kernel_w: 2 stride: 2 pad_h: 1 round_mode: FLOOR } }
                layer { name: "c" type: "Convolution" bottom: "b" top: "c" convolution_param {
                  num_output: 4 kernel_size: 3 kernel_size: 5 pad: 1 pad: 2 } }
                """);
        assertEquals(
                new ConvolutionLayer(4, 1, 7, 1, 2, 0, 3, 1, 2, 1, false),
                net.node("a").layer());
        PoolingShape window = new PoolingShape(3, 2, 2, 2, 1, 0, PoolingShape.Rounding.DOWN);
        assertEquals(
                new PoolingLayer(PoolingLayer.Method.MAX, Optional.of(window)),
                net.node("b").layer());
        assertEquals(
                new ConvolutionLayer(4, 3, 5, 1, 1, 1, 2, 1, 1, 1, true),
                net.node("c").layer());
    }

    @Test
    void what_is_printed_is_read_as_the_same() throws WeightFormatException {
        NetworkDefinition net = read(INPUT + """
                layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param {
                  num_output: 4 kernel_h: 1 kernel_w: 7 pad_w: 3 stride_w: 2 group: 1 dilation: 2 bias_term: false } }
                layer { name: "r" type: "ReLU" bottom: "a" top: "a" }
                layer { name: "n" type: "LRN" bottom: "a" top: "n" lrn_param { local_size: 3 alpha: 0.1 beta: 0.3 k: 2 } }
                layer { name: "m" type: "Pooling" bottom: "n" top: "m" pooling_param { kernel_size: 3 stride: 2 pad: 1 } }
                layer { name: "v" type: "Pooling" bottom: "n" top: "v" pooling_param {
                  pool: AVE kernel_size: 3 stride: 2 pad: 1 } }
                layer { name: "c" type: "Concat" bottom: "m" bottom: "v" bottom: "m" top: "c" concat_param { axis: 1 } }
                layer { name: "s" type: "Eltwise" bottom: "c" bottom: "c" top: "s" eltwise_param { coeff: 0.1 coeff: -3 } }
                layer { name: "d" type: "Dropout" bottom: "s" top: "s" }
                layer { name: "g" type: "Pooling" bottom: "s" top: "g" pooling_param { global_pooling: true } }
                layer { name: "\\303\\244 \\"quoted\\"" type: "InnerProduct" bottom: "g" top: "f" inner_product_param { num_output: 2 } }
                layer { name: "p" type: "Softmax" bottom: "f" top: "p" }
                """);
        String printed = PrototxtWriter.print(net);
        NetworkDefinition again = read(printed);
        assertEquals(nodes(net), nodes(again));
        assertEquals(net.name(), again.name());
        assertEquals(printed, PrototxtWriter.print(again));
        assertTrue(net.find("\u00e4 \"quoted\"").isPresent());
    }

    @Test
    void a_training_network_keeps_what_leads_to_its_main_loss() throws WeightFormatException {
        NetworkDefinition net = read("""
                name: "training"
                layer { name: "train" type: "Data" top: "data" top: "label" include { phase: TRAIN }
                  transform_param { mirror: true crop_size: 30 } data_param { source: "lmdb" batch_size: 32 backend: LMDB } }
                layer { name: "test" type: "Data" top: "data" top: "label" include { phase: TEST }
                  transform_param { crop_size: 28 } }
                layer { name: "labels" type: "Slice" bottom: "label" top: "fine" top: "coarse" }
                layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" param { lr_mult: 1 }
                  convolution_param { num_output: 4 kernel_size: 3 } }
                layer { name: "side" type: "InnerProduct" bottom: "conv" top: "side" inner_product_param { num_output: 3 } }
                layer { name: "side/drop" type: "Dropout" bottom: "side" top: "side" include { phase: TRAIN } }
                layer { name: "side/loss" type: "SoftmaxWithLoss" bottom: "side" bottom: "coarse" top: "side/loss"
                  loss_weight: 0.3 include { phase: TRAIN } }
                layer { name: "noise" type: "Exotic" bottom: "conv" top: "noise" include { phase: TRAIN } }
                layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
                layer { name: "top" type: "InnerProduct" bottom: "conv" top: "top" inner_product_param { num_output: 3 } }
                layer { name: "loss" type: "SoftmaxWithLoss" bottom: "top" bottom: "fine" top: "loss" }
                layer { name: "accuracy" type: "Accuracy" bottom: "top" bottom: "fine" top: "accuracy" include { phase: TEST } }
                """);
        assertEquals(List.of("data", "conv", "relu", "top", "prob"), names(net));
        assertEquals(new SoftmaxLayer(), net.node("prob").layer());
        assertEquals(List.of("top"), net.node("prob").inputs());
        assertEquals(new Shape(28, 28, 3), net.inputShape());
    }

    @Test
    void a_softmax_that_is_there_already_is_enough() throws WeightFormatException {
        NetworkDefinition net = read(INPUT + """
                layer { name: "top" type: "InnerProduct" bottom: "data" top: "top" inner_product_param { num_output: 3 } }
                layer { name: "loss" type: "SoftmaxWithLoss" bottom: "top" bottom: "label" top: "loss" }
                layer { name: "answer" type: "Softmax" bottom: "top" top: "answer" }
                """);
        assertEquals(List.of("data", "top", "answer"), names(net));
    }

    @Test
    void an_accuracy_alone_also_says_what_is_predicted() throws WeightFormatException {
        NetworkDefinition net = read(INPUT + """
                layer { name: "top" type: "InnerProduct" bottom: "data" top: "top" inner_product_param { num_output: 3 } }
                layer { name: "accuracy" type: "Accuracy" bottom: "top" bottom: "label" top: "accuracy" }
                """);
        assertEquals(List.of("data", "top"), names(net));
    }

    @Test
    void splits_are_seen_through_even_around_layers_in_place() throws WeightFormatException {
        NetworkDefinition net = read(INPUT + """
                layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param { num_output: 4 kernel_size: 1 } }
                layer { name: "a_split" type: "Split" bottom: "a" top: "a_split_0" top: "a_split_1" }
                layer { name: "relu" type: "ReLU" bottom: "a_split_0" top: "a" }
                layer { name: "before" type: "Pooling" bottom: "a_split_1" top: "before" pooling_param { kernel_size: 2 } }
                layer { name: "after" type: "Pooling" bottom: "a" top: "after" pooling_param { kernel_size: 2 } }
                """);
        assertEquals(List.of("data", "a", "relu", "before", "after"), names(net));
        assertEquals(List.of("a"), net.node("before").inputs());
        assertEquals(List.of("relu"), net.node("after").inputs());
    }

    @Test
    void an_input_that_nobody_declares_is_taken_as_usual() throws WeightFormatException {
        NetworkDefinition net = read("""
                layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param { num_output: 4 kernel_size: 1 } }
                """);
        assertEquals(new Shape(224, 224, 3), net.inputShape());
        assertEquals("data", net.inputName());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ReLU         | relu_param { negative_slope: 0.1 }                        | negative_slope",
                "LRN          | lrn_param { norm_region: WITHIN_CHANNEL }                 | norm_region",
                "LRN          | lrn_param { local_size: 4 }                               | odd",
                "LRN          | lrn_param { alpha: nan }                                  | alpha",
                "Eltwise      | eltwise_param { operation: PROD }                         | PROD",
                "Eltwise      | eltwise_param { operation: MAX }                          | MAX",
                "Eltwise      | eltwise_param { coeff: 1 coeff: 2 }                       | 2 coefficients for 1 inputs",
                "Concat       | concat_param { axis: 2 }                                  | axis",
                "Concat       | concat_param { concat_dim: 0 }                            | axis",
                "Softmax      | softmax_param { axis: 2 }                                 | axis",
                "Pooling      | pooling_param { pool: STOCHASTIC kernel_size: 2 }         | STOCHASTIC",
                "Pooling      | pooling_param { }                                         | window",
                "Pooling      | pooling_param { kernel_size: 2 pad: 2 }                   | padding",
                "Pooling      | pooling_param { kernel_size: 2 kernel_h: 3 }              | twice",
                "Pooling      | pooling_param { kernel_size: 99 }                         | does not fit",
                "Pooling      | pooling_param { kernel_size: 2 ceil_mode: false }         | ceil_mode",
                "InnerProduct | inner_product_param { num_output: 2 axis: 2 }             | axis",
                "InnerProduct | inner_product_param { num_output: 2 transpose: true }     | transpose",
                "InnerProduct | inner_product_param { }                                   | outputs",
                "InnerProduct | inner_product_param { num_output: 4294967295 }            | 4294967295",
                "Convolution  | convolution_param { num_output: 2 kernel_size: 0 }        | filter size",
                "Convolution  | convolution_param { num_output: 2 kernel_size: 99 }       | does not fit",
                "Convolution  | convolution_param { num_output: 2 kernel_size: 1 group: 2 } | groups",
                "Convolution  | convolution_param { num_output: 2 kernel_size: 1 stride: 0 } | stride",
                "Convolution  | convolution_param { num_output: 2 kernel_size: 1 kernel_size: 1 kernel_size: 1 } | two sides",
                "Convolution  | convolution_param { num_output: 2 kernel_size: 1 axis: 2 } | axis",
                "Convolution  | convolution_param { num_output: 2 kernel_sise: 3 }        | kernel_sise",
                "Convolution  | convolution_param { num_output: 1048577 kernel_size: 1 }  | 1048577",
                "BatchNorm    | batch_norm_param { use_global_stats: true }               | BatchNorm",
                "Deconvolution | convolution_param { num_output: 2 kernel_size: 1 }       | Deconvolution",
                "Slice        | slice_param { axis: 1 }                                   | Slice",
            })
    void what_would_be_computed_differently_is_refused(String type, String setting, String reason) {
        WeightFormatException e = assertThrows(
                WeightFormatException.class,
                () -> read(INPUT
                        + "layer { name: 'it' type: '%s' bottom: 'data' top: 'it' %s }".formatted(type, setting)));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        boolean namesLayer = e.getMessage().contains("layer 'it' of type " + type);
        assertTrue(namesLayer || e.getMessage().contains("line 2: setting"), e.getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "layer { name: 'a' type: 'ReLU' bottom: 'nothing' top: 'a' }                        | reads 'nothing'",
                "layer { name: 'a' type: 'ReLU' bottom: 'data' top: 'a' top: 'b' }                  | has 2 outputs",
                "layer { name: 'a' type: 'ReLU' bottom: 'data' bottom: 'data' top: 'a' }            | cannot have 2 inputs",
                "layer { name: 'a' type: 'ReLU' top: 'a' }                                          | this one has 0",
                "layer { name: 'data' type: 'ReLU' bottom: 'data' top: 'a' }                        | two layers are named 'data'",
                "layer { name: 'a' type: 'Foo' bottom: 'data' top: 'a' }                            | type Foo",
                "layer { name: 'a'                                                                  | at line",
                "layer { name: 'a' name: 'b' }                                                      | at line",
                "layers { name: 'a' type: RELU bottom: 'data' top: 'a' }                            | both layouts",
                "layer { name: 'b' type: 'Input' top: 'b' } layer { name: 's' type: 'Eltwise' bottom: 'data' bottom: 'b' top: 's' } | has 2",
            })
    void a_network_that_does_not_hang_together_is_refused(String layers, String reason) {
        WeightFormatException e = assertThrows(WeightFormatException.class, () -> read(INPUT + layers));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void the_types_and_the_layout_of_old_files_are_refused_by_name() {
        String power = "input: 'data' layers { name: 'it' type: POWER bottom: 'data' top: 'it' }";
        assertTrue(refused(power).contains("layer 'it' of type Power"), refused(power));
        String none = "input: 'data' layers { name: 'it' bottom: 'data' top: 'it' }";
        assertTrue(refused(none).contains("layer 'it' has no type"), refused(none));
        String v0 = "input: 'data' layers { layer { name: 'it' type: 'conv' num_output: 3 } bottom: 'data' top: 'it' }";
        assertTrue(refused(v0).contains("oldest layout"), refused(v0));
        String nothing = "name: 'x'";
        assertTrue(refused(nothing).contains("no layers"), refused(nothing));
    }

    private static String refused(String text) {
        return assertThrows(WeightFormatException.class, () -> read(text)).getMessage();
    }

    private static NetworkDefinition read(String text) throws WeightFormatException {
        return NetworkReader.read("net.prototxt", PrototxtReader.parse("net.prototxt", text));
    }

    private static List<Node> nodes(NetworkDefinition net) {
        return List.copyOf(net.nodes());
    }

    private static List<String> names(NetworkDefinition net) {
        return net.nodes().stream().map(Node::name).toList();
    }
}
