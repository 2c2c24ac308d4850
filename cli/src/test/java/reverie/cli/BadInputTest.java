package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is given to the program in place of what it needs: one line says what is wrong, and nothing is written. */
class BadInputTest {

    private static final int CUTS = 25;

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;
    private static Path jpeg;
    private static Path caffemodel;
    private static Path definition;
    private static Path labels;
    private static Path trace;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 40);
        jpeg = common.resolve("winter.jpg");
        Invocation.of("dream", photo, "-m", model, "--octaves=1", "--iterations=1", "-o", jpeg)
                .succeeds();
        caffemodel = SmallModel.caffemodel(common.resolve("net.caffemodel"));
        definition = SmallModel.definition(common.resolve("net.prototxt"));
        labels = SmallModel.labels(common.resolve("labels.txt"));
        trace = common.resolve("input.safetensors");
        Invocation.of("trace", photo, "-m", model, "-l", "4c", "-o", trace).succeeds();
    }

    /** What a file can be to the program. */
    enum Role {
        PHOTO,
        JPEG,
        MODEL,
        CAFFEMODEL,
        DEFINITION,
        LABELS,
        TRACE;

        Path sound() {
            return switch (this) {
                case PHOTO -> photo;
                case JPEG -> jpeg;
                case MODEL -> model;
                case CAFFEMODEL -> caffemodel;
                case DEFINITION -> definition;
                case LABELS -> labels;
                case TRACE -> trace;
            };
        }

        /** Every command that reads such a file; the output comes last. */
        List<List<Object>> commands(Path file) {
            return switch (this) {
                case PHOTO, JPEG ->
                    List.of(
                            List.of("classify", file, "-m", model),
                            List.of("trace", file, "-m", model, "-l", "4c", "-o"),
                            List.of("dream", file, "-m", model, "--octaves=1", "--iterations=1", "-o"));
                case MODEL ->
                    List.of(
                            List.of("layers", "-m", file),
                            List.of("weights", "info", file),
                            List.of("weights", "verify", file),
                            List.of("classify", photo, "-m", file),
                            List.of("trace", photo, "-m", file, "-l", "4c", "-o"),
                            List.of("dream", photo, "-m", file, "--octaves=1", "--iterations=1", "-o"));
                case CAFFEMODEL ->
                    List.of(
                            List.of("weights", "convert", file, "-o"),
                            List.of("weights", "convert", file, "-d", definition, "--labels", labels, "-o"));
                case DEFINITION -> List.of(List.of("weights", "convert", caffemodel, "-d", file, "-o"));
                case LABELS -> List.of(List.of("weights", "convert", caffemodel, "--labels", file, "-o"));
                case TRACE -> List.of(List.of("trace", "--input", file, "-m", model, "-l", "4c", "-o"));
            };
        }
    }

    /** The command fails with one line, and leaves the folder as it was. */
    private String refuse(Object... arguments) {
        Listing before = Listing.of(folder);
        String error = Invocation.of(arguments).refusal();
        assertEquals(before, Listing.of(folder), error);
        return error;
    }

    /** Every command that reads such a file refuses this one and names it. */
    private void refuseAs(Role role, Path file) {
        for (List<Object> command : role.commands(file)) {
            String error = refuse(withOutput(command, ".png"));
            assertTrue(error.contains(file.toString()), () -> "file not named: " + error);
        }
    }

    private Object[] withOutput(List<Object> command, String ending) {
        List<Object> whole = new ArrayList<>(command);
        if (command.getLast().equals("-o")) {
            whole.add(folder.resolve("out" + ending));
        }
        return whole.toArray();
    }

    private void refuseAs(Role role, byte[] bytes) throws IOException {
        String name = "bad." + role.name().toLowerCase(Locale.ROOT);
        refuseAs(role, Files.write(folder.resolve(name), bytes));
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_is_not_there(Role role) {
        refuseAs(role, folder.resolve("missing"));
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_file(Role role) throws IOException {
        refuseAs(role, new byte[0]);
    }

    @ParameterizedTest
    @EnumSource
    void a_folder(Role role) throws IOException {
        refuseAs(role, Files.createDirectory(folder.resolve("a folder")));
    }

    @ParameterizedTest
    @EnumSource
    void random_bytes(Role role) throws IOException {
        Random random = new Random(1701);
        for (int length : new int[] {1, 7, 8, 9, 100, 5000}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            refuseAs(role, bytes);
        }
    }

    /** It starts as it should and goes on with noise. */
    @ParameterizedTest
    @EnumSource(names = {"PHOTO", "JPEG", "MODEL", "TRACE", "CAFFEMODEL"})
    void a_good_start_and_noise(Role role) throws IOException {
        byte[] bytes = Files.readAllBytes(role.sound());
        byte[] noise = new byte[bytes.length];
        new Random(1701).nextBytes(noise);
        for (int good : new int[] {4, 16, 64}) {
            byte[] mixed = noise.clone();
            System.arraycopy(bytes, 0, mixed, 0, good);
            refuseAs(role, mixed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_ends_too_soon(Role role) throws IOException {
        byte[] bytes = Files.readAllBytes(role.sound());
        List<Integer> lengths = new ArrayList<>();
        for (int cut = 1; cut < CUTS; cut++) {
            lengths.add((int) ((long) bytes.length * cut / CUTS));
        }
        lengths.add(bytes.length - 1);
        int refused = 0;
        for (int length : lengths) {
            if (isCut(role, bytes, length)) {
                refuseAs(role, TamperedModel.cut(bytes, length));
                refused++;
            }
        }
        assertTrue(refused > CUTS / 2, "only %d lengths".formatted(refused));
    }

    /** Texts may be complete though they are shorter: a list without the end of its last name, a network of fewer layers. */
    private static boolean isCut(Role role, byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return switch (role) {
            case LABELS -> text.lines().count() < SmallModel.LABELS.size();
            case DEFINITION ->
                text.chars().filter(c -> c == '{').count()
                        != text.chars().filter(c -> c == '}').count();
            default -> true;
        };
    }

    static Stream<Map.Entry<String, UnaryOperator<String>>> headers() {
        String bias = "\"conv1/7x7_s2/bias\":{\"dtype\":\"F32\",\"shape\":[8],\"data_offsets\":[4704,4736]}";
        return Map.<String, UnaryOperator<String>>ofEntries(
                change("overlap", bias, bias.replace("4704", "4700").replace("[8]", "[9]")),
                change("whole overlap", bias, bias.replace("4704,4736", "0,32")),
                change("hole", bias, bias.replace("4704", "4708").replace("[8]", "[7]")),
                change("backwards", bias, bias.replace("4704,4736", "4736,4704")),
                change("beyond the end", bias, bias.replace("4704,4736", "4704,999999999")),
                change("negative offset", bias, bias.replace("4704", "-4704")),
                change("offset beyond 64 bits", bias, bias.replace("4736", "18446744073709551616")),
                change("negative size", bias, bias.replace("[8]", "[-8]")),
                change("two negative sizes", bias, bias.replace("[8]", "[-2,-4]")),
                change("huge size", bias, bias.replace("[8]", "[9223372036854775807]")),
                change("product that overflows", bias, bias.replace("[8]", "[4294967296,4294967296,4294967296,8]")),
                change("size that is no integer", bias, bias.replace("[8]", "[8.0]")),
                change("wrong type", bias, bias.replace("F32", "I32")),
                change("half floats", bias, bias.replace("F32", "F16").replace("[8]", "[16]")),
                change("unknown type", bias, bias.replace("F32", "F33")),
                change("wrong shape", bias, bias.replace("[8]", "[2,4]")),
                change("tensor of another name", "conv1/7x7_s2/bias", "conv1/7x7_s2/bios"),
                change("tensor twice", "conv1/7x7_s2/bias", "conv1/7x7_s2/weight"),
                change("format of the future", "\"reverie_format\":\"1\"", "\"reverie_format\":\"2\""),
                change("no model at all", "\"reverie_format\"", "\"other_format\""),
                change("mean of two", "\"mean_pixel\":\"104,117,123\"", "\"mean_pixel\":\"104,117\""),
                change("mean that is none", "\"mean_pixel\":\"104,117,123\"", "\"mean_pixel\":\"NaN,117,123\""),
                change("channel order", "\"channel_order\":\"BGR\"", "\"channel_order\":\"GBR\""),
                change("value range", "\"value_range\":\"0,255\"", "\"value_range\":\"0,1\""),
                change("label missing", "n2 cabin\\n", ""),
                change("other weights than the network's", "num_output: 8", "num_output: 9"),
                change("huge network", "num_output: 8", "num_output: 2000000000"),
                change("network without outputs", "num_output: 8", "num_output: 0"),
                change("huge stride", "kernel_h: 7", "kernel_h: 7000000"),
                change("layer of unknown type", "\\\"LRN\\\"", "\\\"Python\\\""),
                change("layer that reads nothing", "\\\"pool1/norm1\\\"", "\\\"pool1/3x3_s2\\\""),
                change("huge picture", "dim: 32", "dim: 2000000000"),
                change("no JSON", "{", "["))
                .entrySet()
                .stream();
    }

    private static Map.Entry<String, UnaryOperator<String>> change(String what, String from, String to) {
        return Map.entry(what, header -> header.replace(from, to));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void a_model_file_whose_header_is_wrong(Map.Entry<String, UnaryOperator<String>> change) throws IOException {
        refuseAs(Role.MODEL, TamperedModel.withHeader(Files.readAllBytes(model), change.getValue()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 99_999_999})
    void a_model_file_whose_header_is_as_long_as_nothing(long length) throws IOException {
        refuseAs(Role.MODEL, TamperedModel.withHeaderBytes(Files.readAllBytes(model), length));
    }

    /** What is in the file is only seen when it is needed; a dream may have said by then what it is about to do. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_model_file_with_weights_that_are_no_numbers(float value) throws IOException {
        byte[] bytes = TamperedModel.withFirstValue(Files.readAllBytes(model), value);
        Path file = Files.write(folder.resolve("bad.safetensors"), bytes);
        Listing before = Listing.of(folder);
        for (List<Object> command : Role.MODEL.commands(file)) {
            if (!List.of("layers", "info").contains(command.get(0))
                    && !command.get(1).equals("info")) {
                String error = Invocation.of(withOutput(command, ".png")).failure();
                assertTrue(error.contains(file.toString()) && error.contains("conv1/7x7_s2"), error);
                assertEquals(before, Listing.of(folder));
            }
        }
    }

    @Test
    void weights_so_large_that_sums_overflow() throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        for (int i = 0; i < 100; i++) {
            bytes = TamperedModel.withFirstValue(bytes, 3e38f);
        }
        Path file = Files.write(folder.resolve("bad.safetensors"), bytes);
        Listing before = Listing.of(folder);
        String error = Invocation.of(withOutput(Role.MODEL.commands(file).getLast(), ".png"))
                .failure();
        assertTrue(error.contains("not a number") && error.contains("inception_4c/output"), error);
        assertEquals(before, Listing.of(folder));
    }

    @Test
    void a_photo_of_one_pixel() throws IOException {
        Path pixel = SmallModel.plain(folder.resolve("pixel.png"), 1, 1);
        String error =
                refuse("dream", pixel, "-m", model, "--octaves=1", "--iterations=1", "-o", folder.resolve("out.png"));
        assertTrue(error.contains("1 x 1: "), error);
        // Even this is a picture of something.
        Invocation.of("classify", pixel, "-m", model).succeeds();
    }

    @Test
    void a_photo_that_says_it_is_huge() throws IOException {
        for (int[] size :
                new int[][] {{20_000, 20_000}, {Integer.MAX_VALUE, Integer.MAX_VALUE}, {1, Integer.MAX_VALUE}}) {
            Path file = Files.write(folder.resolve("huge.png"), png(size[0], size[1]));
            refuseAs(Role.PHOTO, file);
        }
        byte[] bytes = Files.readAllBytes(jpeg);
        int frame = 0;
        while ((bytes[frame] & 255) != 0xff || (bytes[frame + 1] & 255) != 0xc0) {
            frame++;
        }
        byte[] side = {0x4e, 0x20, 0x4e, 0x20}; // 20000, twice
        System.arraycopy(side, 0, bytes, frame + 5, side.length);
        refuseAs(Role.JPEG, bytes);
    }

    /** A PNG that is sound but for its pixels, of which there are none. */
    private static byte[] png(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var header = new ByteArrayOutputStream();
        var out = new DataOutputStream(header);
        out.writeInt(width);
        out.writeInt(height);
        out.write(new byte[] {8, 2, 0, 0, 0});
        bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(bytes, "IHDR", header.toByteArray());
        chunk(bytes, "IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
        chunk(bytes, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream to, String type, byte[] data) throws IOException {
        var body = new ByteArrayOutputStream();
        body.write(type.getBytes(StandardCharsets.US_ASCII));
        body.write(data);
        var crc = new CRC32();
        crc.update(body.toByteArray());
        var out = new DataOutputStream(to);
        out.writeInt(data.length);
        out.write(body.toByteArray());
        out.writeInt((int) crc.getValue());
    }

    @Test
    void an_unknown_layer_and_what_may_be_meant() {
        Path out = folder.resolve("out.png");
        String error = refuse("dream", photo, "-m", model, "-l", "inception_4c/outptu", "-o", out);
        assertTrue(
                error.startsWith("error: no layer 'inception_4c/outptu'; did you mean 'inception_4c/output'"), error);
        assertTrue(error.contains("'reverie layers'"), error);
        error = refuse("trace", photo, "-m", model, "-l", "4c", "-l", "conv1", "-o", out);
        assertTrue(error.contains("'conv1'") && error.contains("'conv1/"), error);
        for (String name : List.of("", " ", "\0", "x".repeat(10_000))) {
            refuse("dream", photo, "-m", model, "-l", name, "-o", out);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prob", "loss3/classifier"})
    void a_layer_that_cannot_run_at_this_size(String layer) {
        Path out = folder.resolve("out.png");
        for (String error : List.of(
                refuse("dream", photo, "-m", model, "-l", layer, "-o", out),
                refuse("trace", photo, "-m", model, "-l", "4c", "-l", layer, "-o", out))) {
            assertTrue(error.contains("40 x 30") && error.contains("a picture of 32 x 32"), error);
        }
    }

    @Test
    void octaves_that_become_too_small() {
        Path out = folder.resolve("out.png");
        String error = refuse("dream", photo, "-m", model, "--octaves", 12, "-o", out);
        assertTrue(error.contains("octave") && error.contains("fewer octaves (now 12)"), error);
        refuse("dream", photo, "-m", model, "--octaves", 2, "--octave-scale", 50, "-o", out);
        refuse("dream", photo, "-m", model, "--size", 2, "-o", out);
    }

    static Stream<List<Object>> badNumbers() {
        Map<String, List<String>> values = Map.of(
                "--octaves", List.of("0", "-1", "2147483647"),
                "--iterations", List.of("0", "-1", "2147483647"),
                "--octave-scale", List.of("0", "1", "-1.4", "Infinity", "1e300"),
                "--step", List.of("0", "Infinity", "-Infinity", "1e300", "1e-400"),
                "--jitter", List.of("-1", "2147483647"),
                "--size", List.of("0", "-5"),
                "--threads", List.of("0", "-1", "1025", "2147483647"));
        Stream<List<Object>> ofDream = Stream.concat(
                values.entrySet().stream()
                        .flatMap(option -> option.getValue().stream()
                                .map(value -> List.<Object>of(option.getKey() + "=" + value))),
                Stream.concat(values.keySet().stream(), Stream.of("--seed"))
                        .flatMap(option -> Stream.of("NaN", "much", "", "1,5", "0x", "99999999999999999999999")
                                .filter(value -> !(value.startsWith("9") && option.equals("--step")))
                                .map(value -> List.<Object>of(option + "=" + value))));
        return Stream.concat(
                ofDream.map(option -> Stream.concat(Stream.of("dream", photo, "-m", model), option.stream())
                        .toList()),
                Stream.of(
                        List.of("dream", photo, "-m", model, "--octaves=1.5"),
                        List.of("dream", photo, "-m", model, "--step=99999999999999999999999"),
                        List.of("dream", photo, "-m", model, "--lr=0"),
                        List.of("dream", photo, "-m", model, "--steps=-3"),
                        List.of("dream", photo, "-m", model, "--num-octaves=0"),
                        List.of("classify", photo, "-m", model, "--top=0"),
                        List.of("classify", photo, "-m", model, "--top=-3"),
                        List.of("classify", photo, "-m", model, "--top=all"),
                        List.of("classify", photo, "-m", model, "--top=99999999999"),
                        List.of("layers", "-m", model, "--input-size=0x0"),
                        List.of("layers", "-m", model, "--input-size=5"),
                        List.of("layers", "-m", model, "--input-size=-1x5"),
                        List.of("layers", "-m", model, "--input-size=999999x1"),
                        List.of("weights", "convert", caffemodel, "--mean=1,2"),
                        List.of("weights", "convert", caffemodel, "--mean=1,2,3,4"),
                        List.of("weights", "convert", caffemodel, "--mean=a,b,c"),
                        List.of("weights", "convert", caffemodel, "--mean=NaN,1,2"),
                        List.of("weights", "convert", caffemodel, "--mean=1,2,Infinity")));
    }

    @ParameterizedTest
    @MethodSource("badNumbers")
    void numbers_that_cannot_be_meant(List<Object> command) {
        List<Object> whole = new ArrayList<>(command);
        if (!List.of("layers", "classify").contains(command.getFirst())) {
            whole.addAll(List.of("-o", folder.resolve("out.png")));
        }
        refuse(whole.toArray());
        assertEquals(2, Invocation.of(whole.toArray()).exitCode(), () -> "wrong usage: " + whole);
    }

    @Test
    void usage_that_cannot_be_meant() {
        Path out = folder.resolve("out.png");
        for (List<Object> command : List.<List<Object>>of(
                List.of(),
                List.of("draem"),
                List.of("dream", photo, "-m", model, "--octave", "2", "-o", out),
                List.of("weights"),
                List.of("weights", "covnert", caffemodel),
                List.of("dream", photo, "-m", model, "--colour", "-o", out),
                List.of("dream", photo, photo, "-m", model, "-o", out),
                List.of("dream", photo, "-m", model, "--iterations", "-o", out),
                List.of("dream", photo, "-m", model, "--seed=1", "--seed=2", "-o", out),
                List.of("classify", "-m", model),
                List.of("trace", photo, "-m", model, "-o", out),
                List.of("trace", "-m", model, "-l", "4c", "-o", out),
                List.of("trace", photo, "--input", trace, "-m", model, "-l", "4c", "-o", out),
                List.of("dream", photo, "-m", caffemodel, "-o", out),
                List.of("dream", "", "-m", model, "-o", out),
                List.of("dream", photo, "-m", "", "-o", out),
                List.of("dream", photo, "-m", model, "-o", ""),
                List.of("dream", "/", "-m", model),
                List.of("backends", "all"))) {
            refuse(command.toArray());
            assertEquals(2, Invocation.of(command.toArray()).exitCode(), command::toString);
        }
    }

    @Test
    void the_cure_is_named_where_there_is_one() {
        Path out = folder.resolve("out.png");
        String unconverted = refuse("dream", photo, "-m", caffemodel, "-o", out);
        assertTrue(unconverted.contains("reverie weights convert " + caffemodel), unconverted);
        String swapped = refuse("dream", model, "-m", photo, "-o", out);
        assertTrue(swapped.contains(photo.toString()), swapped);
        String definitionAsModel = refuse("weights", "convert", definition, "-o", out);
        assertTrue(definitionAsModel.contains(".prototxt"), definitionAsModel);
    }

    /** A trace reads only what it needs of its input, and that must be three channels of numbers. */
    @Test
    void inputs_of_another_shape() throws IOException {
        byte[] bytes = Files.readAllBytes(trace);
        String shape = "\"input\":{\"dtype\":\"F32\",\"shape\":[3,30,40]";
        for (String other : List.of("[3600]", "[1,3,30,40]", "[30,40,3]", "[4,30,30]", "[3,40,31]")) {
            byte[] changed =
                    TamperedModel.withHeader(bytes, header -> header.replace(shape, shape.replace("[3,30,40]", other)));
            refuseAs(Role.TRACE, changed);
        }
        refuseAs(Role.TRACE, TamperedModel.withHeader(bytes, header -> header.replace("\"input\"", "\"inputs\"")));
        refuseAs(Role.TRACE, TamperedModel.withFirstValue(bytes, Float.NaN));
    }

    @Test
    void a_list_of_labels_of_another_length() throws IOException {
        List<String> longer = new ArrayList<>(SmallModel.LABELS);
        longer.add("n6 sledge");
        String error = refuse(
                "weights",
                "convert",
                caffemodel,
                "--labels",
                Files.write(folder.resolve("six.txt"), longer),
                "-o",
                folder.resolve("out.safetensors"));
        assertTrue(error.contains("six.txt") && error.contains("6 labels") && error.contains("5 classes"), error);
        assertFalse(error.contains("out.safetensors"), error);
    }

    /** Of several photos, the good ones are answered before the bad one ends it. */
    @Test
    void one_bad_photo_among_good_ones() {
        Invocation run = Invocation.of("classify", photo, folder.resolve("missing.jpg"), "-m", model, "--top=1");
        assertEquals(1, run.exitCode(), run::toString);
        assertEquals(photo.toString(), run.out().lines().findFirst().orElseThrow(), run::toString);
        assertEquals(1, run.errLines().size(), run::toString);
        assertTrue(run.err().contains("missing.jpg"), run::toString);
        assertTrue(Arrays.stream(run.err().split("\n")).allMatch(line -> line.startsWith("error: ")), run::toString);
    }
}
