package reverie.bench.peer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import reverie.bench.PictureSize;
import reverie.engine.image.Image;
import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Model;
import reverie.engine.network.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks another engine what it sees in the pictures that {@code reverie fool} wrote, and says how often it agrees with the answer
 * in the JSON beside each picture.
 */
public final class SecondOpinion {

    private static final ModelFiles PUBLISHED = new ModelFiles(
            Path.of("../shared/weights/bvlc_googlenet.caffemodel"),
            Path.of("../shared/weights/bvlc_googlenet.deploy.prototxt"));

    private final Engine engine;
    private final Model model;

    private SecondOpinion(Engine engine, Model model) {
        this.engine = engine;
        this.model = model;
    }

    /** Takes an engine's label, and the PNG files. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // for what libraries print
        List<Path> pictures =
                Arrays.stream(arguments).skip(1).map(Path::of).sorted().toList();
        int agreed = 0;
        try (Engine engine = EngineKind.of(arguments[0]).open()) {
            var opinion = new SecondOpinion(engine, PUBLISHED.read());
            for (Path picture : pictures) {
                int wanted = expected(picture);
                float[] probabilities = opinion.probabilities(picture);
                int top = top(probabilities);
                agreed += top == wanted ? 1 : 0;
                out.printf(
                        Locale.ROOT,
                        "%s: class %d (%.4f), %s%n",
                        picture.getFileName(),
                        top,
                        probabilities[top],
                        top == wanted ? "agreed" : "not " + wanted);
            }
            out.printf("%s agrees on %d of %d pictures%n", engine.version(), agreed, pictures.size());
        }
    }

    /** The class that the report beside a picture names first. */
    private static int expected(Path picture) {
        String name = picture.getFileName().toString().replaceFirst("\\.png$", ".json");
        JsonNode report = JsonMapper.builder()
                .build()
                .readTree(picture.resolveSibling(name).toFile());
        return report.get("after").get(0).get("class").asInt();
    }

    private float[] probabilities(Path picture) throws IOException {
        Image image = read(picture);
        var size = new PictureSize(image.height(), image.width());
        float[] input = ChannelsFirst.fromChannelsLast(
                model.preprocessing().toInput(image), new Shape(size.height(), size.width(), 3));
        String last = model.definition().nodes().getLast().name();
        engine.load(new Engine.Workload(PUBLISHED.weights(), PUBLISHED.definition(), model, last, size, input, 1));
        engine.forward();
        return engine.activation();
    }

    /** Read by Java's own reader, not by Reverie's. */
    private static Image read(Path picture) throws IOException {
        BufferedImage bitmap = ImageIO.read(picture.toFile());
        float[] rgb = new float[bitmap.getHeight() * bitmap.getWidth() * 3];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = bitmap.getRGB(i / 3 % bitmap.getWidth(), i / 3 / bitmap.getWidth());
            rgb[i] = pixel >> (16 - 8 * (i % 3)) & 0xff;
        }
        return new Image(bitmap.getHeight(), bitmap.getWidth(), rgb);
    }

    private static int top(float[] values) {
        int top = 0;
        for (int i = 1; i < values.length; i++) {
            top = values[i] > values[top] ? i : top;
        }
        return top;
    }
}
