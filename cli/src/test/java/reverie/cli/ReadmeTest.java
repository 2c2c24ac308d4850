package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.cli.picture.ReadOptions;
import reverie.engine.image.Image;
import reverie.kernels.testing.SharedData;
import reverie.weights.CaffeConverter;

/** The program in the README does what the README says. */
class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("reverie.root", ".."));
    private static final String CLASS = "Dreamer";

    @TempDir
    private Path folder;

    @Test
    void the_program_compiles() throws IOException {
        assertTrue(Files.exists(compile().resolve(CLASS + ".class")));
    }

    @Test
    void the_program_dreams() throws Exception {
        Path model = folder.resolve("googlenet.safetensors");
        CaffeConverter.convert(
                new CaffeConverter.Settings(
                        SharedData.file("weights/bvlc_googlenet.caffemodel"),
                        Optional.of(SharedData.file("weights/bvlc_googlenet.deploy.prototxt")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                model,
                false);
        Image photo = PhotoReader.read(ROOT.resolve("examples/winter.jpg"), ReadOptions.DEFAULT.withLongestSide(160));
        Path small = folder.resolve("small.png");
        try (var out = Files.newOutputStream(small)) {
            PictureWriter.write(photo, PictureFormat.PNG, Map.of(), out);
        }
        Path dream = folder.resolve("dream.png");
        try (var loader = new URLClassLoader(new URL[] {compile().toUri().toURL()})) {
            Class<?> program = loader.loadClass(CLASS);
            var constructor = program.getDeclaredConstructor();
            constructor.setAccessible(true);
            var main = program.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            String[] arguments = {model.toString(), small.toString(), dream.toString()};
            main.invoke(constructor.newInstance(), (Object) arguments);
        }
        Image dreamt = PhotoReader.read(dream);
        assertEquals(160, dreamt.width());
        double change = 0;
        for (int i = 0; i < dreamt.rgb().length; i++) {
            change += Math.abs(dreamt.rgb()[i] - photo.rgb()[i]) / dreamt.rgb().length;
        }
        assertTrue(change > 3, "the dream differs from the photo by only %s grey levels".formatted(change));
    }

    /** Compiles the Java of the README into the temporary folder. */
    private Path compile() throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertTrue(block.find(), "the README has no Java program");
        Path source = folder.resolve(CLASS + ".java");
        Files.writeString(source, block.group(1));
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled;
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-Xlint:all"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
        }
        assertTrue(compiled, messages.toString());
        return folder;
    }
}
