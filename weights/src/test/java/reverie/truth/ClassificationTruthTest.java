package reverie.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.engine.image.Image;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.kernels.Backend;
import reverie.kernels.testing.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the original Caffe saw in 24 labelled pictures. */
class ClassificationTruthTest {

    @ParameterizedTest
    @MethodSource("reverie.kernels.testing.TestBackends#fast")
    void the_same_five_labels_in_the_same_order(Backend backend) throws IOException {
        JsonNode images = JsonMapper.shared()
                .readTree(SharedData.file("reference/imagenet-top5.json"))
                .get("images");
        Model model = Truth.googlenet();
        try (backend) {
            Pass pass = new Network(model.definition(), model.weights(), backend).prepare(224, 224, "prob");
            assertEquals(24, images.size());
            for (String name : images.propertyNames()) {
                Image image = read(SharedData.file("images/imagenet/" + name));
                backend.write(model.preprocessing().toInput(image), pass.input());
                pass.forwardTo("prob");
                float[] probabilities = backend.read(pass.activation("prob"));
                check(name, model.labels(), probabilities, images.get(name).get("top5"));
            }
        }
    }

    private static void check(String name, List<String> labels, float[] probabilities, JsonNode expected) {
        List<Integer> best = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .limit(5)
                .toList();
        for (int rank = 0; rank < 5; rank++) {
            JsonNode wanted = expected.get(rank);
            String what = "%s, rank %d".formatted(name, rank + 1);
            assertEquals(wanted.get("label").asString(), labels.get(best.get(rank)), what);
            assertEquals(wanted.get("probability").asDouble(), probabilities[best.get(rank)], 1e-4, what);
        }
    }

    private static Image read(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        float[] rgb = new float[picture.getWidth() * picture.getHeight() * 3];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int at = (y * picture.getWidth() + x) * 3;
                rgb[at] = picture.getRGB(x, y) >> 16 & 255;
                rgb[at + 1] = picture.getRGB(x, y) >> 8 & 255;
                rgb[at + 2] = picture.getRGB(x, y) & 255;
            }
        }
        return new Image(picture.getHeight(), picture.getWidth(), rgb);
    }
}
