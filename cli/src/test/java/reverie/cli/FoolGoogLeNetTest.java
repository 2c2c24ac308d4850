package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.kernels.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GoogLeNet is certain of nothing: the figures of docs/fooling.md. */
@Tag("long")
class FoolGoogLeNetTest {

    private static final int CLASSES = 1000;
    private static final int DRAWN = 50;

    @TempDir
    static Path folder;

    private static Path googlenet;

    @BeforeAll
    static void convert() {
        googlenet = folder.resolve("googlenet.safetensors");
        Invocation.of(
                        "weights",
                        "convert",
                        SharedData.file("weights/bvlc_googlenet.caffemodel"),
                        "--definition",
                        SharedData.file("weights/bvlc_googlenet.deploy.prototxt"),
                        "-o",
                        googlenet)
                .succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"noise", "grey"})
    void it_is_certain_of_at_least_45_of_50_random_classes(String start) throws IOException {
        List<Integer> failed = new ArrayList<>();
        for (int target :
                new Random(2015).ints(0, CLASSES).distinct().limit(DRAWN).toArray()) {
            Path picture = folder.resolve("%s-%d.png".formatted(start, target));
            Invocation.of("fool", "--from", start, "--target", target, "-m", googlenet, "-o", picture);
            JsonNode json = JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("%s-%d.json".formatted(start, target))));
            assertEquals(target, json.get("target").get("class").asInt());
            // Of the file as it was read again, in 8 bits.
            if (json.get("probability").asDouble() < 0.99) {
                failed.add(target);
            }
        }
        assertTrue(failed.size() <= DRAWN - 45, () -> "not certain of " + failed);
    }
}
