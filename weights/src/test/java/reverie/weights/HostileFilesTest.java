package reverie.weights;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.CodedOutputStream;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.weights.proto.Caffe.NetParameter;

/** Damaged files are read as something valid or refused; nothing else happens, and nothing large is allocated. */
class HostileFilesTest {

    private static final long SEED = 1701;
    private static final int ROUNDS = 2000;

    /** The files have some kilobytes; this is many times what reading a sound one takes. */
    private static final long MAX_ALLOCATION = 8 << 20;

    @TempDir
    Path folder;

    /** Something that reads a file. */
    private interface Reading {

        void read(byte[] bytes) throws IOException;
    }

    @Test
    void damaged_models_of_caffe() throws IOException {
        damage(SmallNets.v1().build().toByteArray(), this::convert);
        damage(SmallNets.v2().build().toByteArray(), this::convert);
    }

    @Test
    void damaged_definitions() throws IOException {
        damage(SmallNets.DEPLOY.getBytes(StandardCharsets.UTF_8), bytes -> {
            Path file = Files.write(folder.resolve("net.prototxt"), bytes);
            NetworkReader.read("net", PrototxtReader.read(file));
        });
    }

    @Test
    void damaged_model_files() throws IOException {
        Path target = folder.resolve("sound.safetensors");
        CaffeConverter.convert(
                CaffeConverter.Settings.of(SmallNets.write(folder.resolve("net.caffemodel"), SmallNets.v2())),
                target,
                false);
        damage(Files.readAllBytes(target), bytes -> {
            try (ModelFile file = ModelFile.of("damaged", bytes)) {
                for (Node node : file.model().definition().nodes()) {
                    file.model().weights().weight(node.name());
                    file.model().weights().bias(node.name());
                }
            }
        });
    }

    @Test
    void random_bytes() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            assertThrows(WeightFormatException.class, () -> convert(bytes));
            assertThrows(WeightFormatException.class, () -> ModelFile.of("random", bytes));
            assertThrows(WeightFormatException.class, () -> {
                Path file = Files.write(folder.resolve("net.prototxt"), bytes);
                NetworkReader.read("net", PrototxtReader.read(file));
            });
        }
    }

    @Test
    void a_blob_that_promises_gigabytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        // layer { blobs { data: two billion bytes, of which four are there } }
        for (int field : new int[] {100, 7, 5}) {
            out.writeTag(field, 2);
            out.writeUInt32NoTag(Integer.MAX_VALUE - 16);
        }
        out.writeRawBytes(new byte[4]);
        out.flush();
        check(bytes.toByteArray(), this::convert, "gigabytes");
    }

    @Test
    void groups_within_groups() {
        byte[] bytes = new byte[1_000_000];
        // Field 1 as the start of a group, again and again.
        Arrays.fill(bytes, (byte) ((1 << 3) | 3));
        assertThrows(WeightFormatException.class, () -> convert(bytes));
    }

    @Test
    void definitions_nested_too_deep() {
        for (String text : new String[] {
            "layer {".repeat(100_000),
            "unknown {".repeat(100_000),
            "layer { unknown < ".repeat(100_000),
            "x: [".repeat(100_000)
        }) {
            assertThrows(WeightFormatException.class, () -> PrototxtReader.parse("net", text));
        }
    }

    @Test
    void a_definition_with_one_endless_word() {
        String word = "a".repeat(2_000_000);
        for (String text :
                new String[] {word, "name: '" + word + "'", "name: '" + "\\n".repeat(1_000_000), "# " + word}) {
            assertThrows(WeightFormatException.class, () -> PrototxtReader.parse("net", text));
        }
    }

    @Test
    void a_network_that_doubles_its_channels_without_end() {
        StringBuilder text = new StringBuilder("input: 'l0' ");
        for (int i = 1; i < 200; i++) {
            text.append("layer { name: 'l%d' type: 'Concat' bottom: 'l%d' bottom: 'l%d' top: 'l%d' }\n"
                    .formatted(i, i - 1, i - 1, i));
        }
        assertThrows(
                WeightFormatException.class,
                () -> NetworkReader.read("net", PrototxtReader.parse("net", text.toString())));
    }

    @Test
    void more_layers_than_any_network_has() {
        NetParameter.Builder net = SmallNets.v2();
        for (int i = 0; i < 10_001; i++) {
            net.addLayer(SmallNets.layer("r" + i, "ReLU", "conv", "conv"));
        }
        WeightFormatException e =
                assertThrows(WeightFormatException.class, () -> NetworkReader.read("net", net.build()));
        assertTrue(e.getMessage().contains("are the most"), e.getMessage());
    }

    /** Flips bytes, cuts, and repeats parts of a sound file. */
    private static void damage(byte[] sound, Reading reading) throws IOException {
        reading.read(sound);
        for (int length = 0; length < sound.length; length += 1 + sound.length / 500) {
            check(Arrays.copyOf(sound, length), reading, "cut to " + length);
        }
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = sound.clone();
            // Headers are what can do harm, and they are few among the values.
            int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 400);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
            }
            check(bytes, reading, "round " + round);
        }
    }

    private static void check(byte[] bytes, Reading reading, String what) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            reading.read(bytes);
        } catch (WeightFormatException e) {
            assertTrue(!e.getMessage().isBlank(), what);
        } catch (UncheckedIOException e) {
            assertTrue(e.getCause() instanceof WeightFormatException, what);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(what, e);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < MAX_ALLOCATION, () -> what + " allocated " + allocated);
    }

    private void convert(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("net.caffemodel"), bytes);
        Model model = CaffeConverter.read(CaffeConverter.Settings.of(file)).model();
        for (Node node : model.definition().nodes()) {
            model.weights().weight(node.name());
            model.weights().bias(node.name());
        }
    }
}
