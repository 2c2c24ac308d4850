package reverie.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.network.Tensor;
import reverie.weights.SafetensorsWriter.Item;

class ModelFileTest {

    @TempDir
    Path folder;

    /** A sound file, taken apart to be put together wrongly. */
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private final Map<String, Item> items = new LinkedHashMap<>();
    private Path sound;

    @BeforeEach
    void takeApart() throws IOException {
        sound = folder.resolve("sound.safetensors");
        Path weights = SmallNets.write(folder.resolve("net.caffemodel"), SmallNets.v2());
        CaffeConverter.convert(CaffeConverter.Settings.of(weights), sound, false);
        try (Safetensors file = Safetensors.open(sound)) {
            metadata.putAll(file.metadata());
            for (String name : file.tensors().keySet()) {
                Tensor tensor = file.tensor(name);
                items.put(name, Item.of(name, tensor.shape(), tensor.values()));
            }
        }
    }

    @Test
    void what_was_read_is_written_as_the_same_bytes() throws IOException {
        Path again = folder.resolve("again.safetensors");
        try (ModelFile file = ModelFile.open(sound)) {
            ModelFile.write(again, false, file.model());
        }
        assertEquals(-1, Files.mismatch(sound, again));
    }

    @Test
    void a_sound_file_is_verified() throws IOException {
        items.put("stray", Item.of("stray", List.of(1), new float[1]));
        ModelVerifier.Report report = ModelVerifier.verify(write());
        assertEquals("small", report.network());
        assertEquals(5, report.layers());
        assertEquals(4, report.tensors());
        assertEquals(72 + 4 + 72 + 2, report.parameters());
        assertEquals(List.of("stray"), report.unused());
        assertEquals(64, report.sha256().length());
    }

    @Test
    void values_that_are_not_finite_are_refused_with_their_layer() throws IOException {
        float[] values = items.get("classifier/weight").values().get();
        values[7] = Float.NaN;
        Path file = write();
        WeightFormatException e = assertThrows(WeightFormatException.class, () -> ModelVerifier.verify(file));
        assertTrue(
                e.getMessage().contains("layer 'classifier' has weights that are not finite: value 7"), e.getMessage());
        try (ModelFile model = ModelFile.open(file)) {
            assertTrue(model.model().weights().weight("conv").isPresent(), "other layers can still be used");
            assertThrows(
                    UncheckedIOException.class, () -> model.model().weights().weight("classifier"));
        }
    }

    @Test
    void missing_and_misshapen_tensors_are_refused_when_opened() throws IOException {
        Item bias = items.remove("conv/bias");
        assertTrue(refused().contains("lacks the tensor 'conv/bias'"), refused());
        items.put("conv/bias", Item.of("conv/bias", List.of(2, 2), bias.values().get()));
        assertTrue(refused().contains("tensor 'conv/bias' is F32 [2, 2], the definition needs F32 [4]"), refused());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "reverie_format   |             | not a Reverie model",
                "reverie_format   | 2           | this version of Reverie reads format 1",
                "network          |             | does not say its network",
                "network          | hello       | no network definition",
                "mean_pixel       |             | does not say its mean_pixel",
                "mean_pixel       | 1,2         | mean_pixel '1,2' is not known",
                "dream_mean_pixel | 1,2,NaN     | dream_mean_pixel '1,2,NaN' is not known",
                "dream_mean_pixel | 1,2,x       | dream_mean_pixel '1,2,x' is not known",
                "channel_order    | GBR         | channel_order 'GBR' is not known",
                "value_range      | -1,1        | value_range '-1,1' is not known",
                "labels           | one         | there are 1 labels, but the network tells 2 classes apart",
            })
    void metadata_that_is_missing_or_unknown_is_refused(String key, String value, String reason) throws IOException {
        if (value == null) {
            metadata.remove(key);
        } else {
            metadata.put(key, value);
        }
        assertTrue(refused().contains(reason), refused());
    }

    private String refused() throws IOException {
        Path file = write();
        return assertThrows(
                        WeightFormatException.class, () -> ModelFile.open(file).close())
                .getMessage();
    }

    private Path write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsWriter.write(out, metadata, new ArrayList<>(items.values()));
        return Files.write(folder.resolve("file.safetensors"), out.toByteArray());
    }
}
