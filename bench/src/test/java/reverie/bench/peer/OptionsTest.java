package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reverie.bench.PictureSize;

class OptionsTest {

    @Test
    void nothing_need_be_said() {
        Options options = Options.parse();
        assertEquals(EngineKind.USUAL, options.engines());
        assertEquals(new PictureSize(575, 1024), options.largest());
        assertTrue(options.threads() >= 1);
    }

    @Test
    void parts_engines_and_sizes_can_be_chosen() {
        Options options =
                Options.parse("--parts", "memory,dream", "--engines", "reverie,opencv-dnn", "--sizes", "97x131");
        assertEquals(Set.of(Options.Part.MEMORY, Options.Part.DREAM), options.parts());
        assertEquals(List.of(EngineKind.REVERIE, EngineKind.OPENCV), options.engines());
        assertEquals(List.of(new PictureSize(97, 131)), options.sizes());
        assertEquals(
                EnumSet.allOf(Options.Part.class),
                Options.parse("--parts", "all").parts());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        for (String[] arguments :
                new String[][] {{"--size", "97x131"}, {"--rounds"}, {"--engines", "cafe"}, {"--parts", "speed"}}) {
            assertThrows(IllegalArgumentException.class, () -> Options.parse(arguments));
        }
    }
}
