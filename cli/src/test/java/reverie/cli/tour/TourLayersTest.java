package reverie.cli.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.cli.report.UsageException;
import reverie.engine.network.GoogLeNet;
import reverie.engine.network.NetworkDefinition;

class TourLayersTest {

    private static final NetworkDefinition GOOGLENET = GoogLeNet.definition();

    @Test
    void main_is_what_stands_around_and_between_modules() {
        assertEquals(
                List.of(
                        "conv1/7x7_s2",
                        "pool1/3x3_s2",
                        "pool1/norm1",
                        "conv2/3x3_reduce",
                        "conv2/3x3",
                        "conv2/norm2",
                        "pool2/3x3_s2",
                        "inception_3a/output",
                        "inception_3b/output",
                        "pool3/3x3_s2",
                        "inception_4a/output",
                        "inception_4b/output",
                        "inception_4c/output",
                        "inception_4d/output",
                        "inception_4e/output",
                        "pool4/3x3_s2",
                        "inception_5a/output",
                        "inception_5b/output",
                        "pool5/7x7_s1",
                        "loss3/classifier"),
                TourLayers.of(GOOGLENET, "main"));
    }

    @Test
    void all_is_every_layer_that_is_not_merely_its_input() {
        List<String> all = TourLayers.of(GOOGLENET, "all");
        assertEquals(GOOGLENET.nodes().size() - 2, all.size(), "without data and pool5/drop_7x7_s1");
        assertTrue(all.contains("inception_4c/relu_3x3"));
        assertEquals("prob", all.getLast());
        assertFalse(all.contains("data"));
    }

    @Test
    void names_and_patterns_come_in_network_order_and_once() {
        assertEquals(
                List.of("conv1/7x7_s2", "inception_3a/output", "inception_3b/output", "inception_4c/output"),
                TourLayers.of(GOOGLENET, " 4c , inception_3?/output,3b,conv1/7*"));
    }

    @Test
    void what_is_named_is_meant() {
        assertEquals(List.of("pool5/drop_7x7_s1"), TourLayers.of(GOOGLENET, "pool5/drop_7x7_s1"));
    }

    @ParameterizedTest
    @CsvSource({
        "inception_4x/output, did you mean",
        "'', no layer ''",
        "'4c,', no layer ''",
        "inception_9?/output, no layer matches",
        "data, names no layer to dream at"
    })
    void nothing_to_dream_at(String text, String why) {
        UsageException e = assertThrows(UsageException.class, () -> TourLayers.of(GOOGLENET, text));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }
}
