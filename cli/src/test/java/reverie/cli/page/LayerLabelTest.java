package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerLabelTest {

    @ParameterizedTest
    @CsvSource({
        "inception_4c/output, 4c",
        "inception_4c/3x3_reduce, 4c/3x3_reduce",
        "fire2/concat, fire2",
        "fire2/expand3x3, fire2/expand3x3",
        "conv1/7x7_s2, conv1/7x7_s2",
        "inception_, inception_",
        "my_inception_4c/output, my_inception_4c",
        "output, output",
        "/output, /output",
        "output/outputs, output/outputs",
    })
    void what_every_name_has_is_left_out(String layer, String label) {
        assertEquals(label, LayerLabel.of(layer));
    }
}
