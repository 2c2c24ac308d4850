package reverie.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.engine.network.GoogLeNet;
import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;

class GoogLeNetShapesTest {

    private static GoogLeNetShapes at(String picture) {
        return new GoogLeNetShapes(GoogLeNet.definition(), PictureSize.parse(picture));
    }

    @Test
    void a_layer_is_known_by_its_name() {
        GoogLeNetShapes shapes = at("224x224");
        assertEquals(new Shape(224, 224, 3), shapes.input("conv1/7x7_s2"));
        assertEquals(new Shape(112, 112, 64), shapes.output("conv1/7x7_s2"));
        assertEquals(new Shape(14, 14, 512), shapes.output("inception_4c/output"));
        assertEquals(ConvolutionShape.square(128, 256, 3, 1, 1), shapes.convolution("inception_4c/3x3"));
    }

    @Test
    void height_comes_before_width() {
        assertEquals(new Shape(36, 64, 512), at("575x1024").output("inception_4c/output"));
    }

    /** Counted by hand: 2 * 256 * 128 * 3 * 3 * 14 * 14. */
    @Test
    void the_arithmetic_of_a_convolution_is_two_operations_for_each_product() {
        assertEquals(115_605_504, at("224x224").convolutionFlops("inception_4c/3x3"));
    }

    @Test
    void groups_divide_the_arithmetic() {
        var whole = new ConvolutionShape(4, 6, 3, 5, 1, 1, 1, 2, 1, 1, 1);
        var halves = new ConvolutionShape(4, 6, 3, 5, 1, 1, 1, 2, 1, 1, 2);
        assertEquals(2 * 6 * 4 * 3 * 5 * 7 * 8, Work.convolutionFlops(whole, 7, 8));
        assertEquals(2 * 6 * 2 * 3 * 5 * 7 * 8, Work.convolutionFlops(halves, 7, 8));
    }

    /** The figures that were counted elsewhere: 4.7 and 55 GFLOP for forward and backward together. */
    @ParameterizedTest
    @CsvSource({"224x224, 4.7, 0.05", "575x1024, 55, 0.5"})
    void a_dream_step_takes_as_many_operations_as_is_known(String picture, double expected, double tolerance) {
        assertEquals(expected, 2 * at(picture).flopsTo("inception_4c/output") / 1e9, tolerance);
    }

    @Test
    void a_layer_that_cannot_run_is_known() {
        assertFalse(at("69x101").canRun("pool5/7x7_s1"));
        assertTrue(at("69x101").canRun("inception_4c/output"));
    }

    @Test
    void a_layer_of_another_type_is_refused_by_name() {
        var e = assertThrows(IllegalArgumentException.class, () -> at("224x224").convolution("pool1/norm1"));
        assertEquals("layer 'pool1/norm1' is not a convolution but LRN", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"224", "0x5", "x5", "5x", "5X5", "-1x5", "5x5x5", "100000x5"})
    void what_is_no_picture_size_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PictureSize.parse(text));
    }
}
