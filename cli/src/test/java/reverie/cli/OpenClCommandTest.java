package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.cli.dream.Recipe;
import reverie.cli.picture.PictureMetadata;
import reverie.kernels.Backends;
import reverie.kernels.Device;
import reverie.kernels.testing.OpenClHere;

/** OpenCL devices on the command line: listed, chosen, tuned, and absent. */
class OpenClCommandTest {

    private static final String CACHE = "reverie.cache";

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;

    @TempDir
    Path folder;

    private Path cache;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 47);
    }

    @BeforeEach
    void useACacheOfOurOwn() {
        cache = folder.resolve("cache");
        System.setProperty(CACHE, cache.toString());
    }

    @AfterEach
    void useTheUsersCache() {
        System.clearProperty(CACHE);
    }

    private static List<Device> devices() {
        OpenClHere.require();
        return Backends.named("opencl").devices();
    }

    @Test
    void devices_are_listed() {
        List<Device> devices = devices();
        Invocation run = Invocation.of("backends").succeeds();
        for (Device device : devices) {
            for (String line : List.of(
                    "  device %-3d  %s".formatted(device.number(), device.name()),
                    "  platform    " + device.platform(),
                    "  driver      " + device.driver(),
                    "  units       " + device.computeUnits(),
                    "  kind        " + (device.isGpu() ? "GPU" : "CPU or other"))) {
                assertTrue(run.out().lines().anyMatch(line::equals), () -> line + " is not in " + run);
            }
            assertTrue(device.memory() >= device.longestBuffer() && device.longestBuffer() > 1 << 20, device::toString);
            assertTrue(device.localMemory() >= 16 << 10, device::toString);
        }
    }

    @Test
    void a_device_is_chosen_by_number_or_name() {
        Device device = devices().getFirst();
        for (String choice : List.of("0", device.name(), device.name().toUpperCase(Locale.ROOT))) {
            Path out = folder.resolve("dream.png");
            Invocation run = Invocation.of(
                            "dream",
                            photo,
                            "-m",
                            model,
                            "-o",
                            out,
                            "--force",
                            "--octaves=1",
                            "--iterations=1",
                            "--backend=opencl",
                            "--device",
                            choice)
                    .succeeds();
            assertTrue(
                    run.err().contains("opencl (%s, %s)".formatted(device.name(), device.platform())), run::toString);
        }
        Invocation none = Invocation.of("classify", photo, "-m", model, "--backend=opencl", "--device=no such");
        assertTrue(none.refusal().contains("'no such'; there are: 0 '" + device.name()), none::toString);
        assertEquals(1, none.exitCode());
    }

    /** A picture may be shown to others: which device made it is nobody's business. */
    @Test
    void the_recipe_names_the_backend_and_not_the_device() throws IOException {
        Device device = devices().getFirst();
        Path out = folder.resolve("dream.png");
        Invocation.of("dream", photo, "-m", model, "-o", out, "--octaves=1", "--iterations=1", "--backend=opencl")
                .succeeds();
        String recipe = PictureMetadata.read(out).get(Recipe.KEY);
        assertTrue(recipe.contains("\"backend\":\"opencl\""), recipe);
        assertFalse(PictureMetadata.read(out).toString().contains(device.name()), recipe);
        Files.copy(photo, folder.resolve(photo.getFileName())); // where replay looks for it
        Invocation.of("replay", out, "-m", model, "--device=0").succeeds();
    }

    @Test
    void a_device_without_opencl_is_refused() {
        for (List<String> options : List.of(
                List.of("--device=0"),
                List.of("--device=0", "--backend=vector"),
                List.of("--device=", "--backend=opencl"))) {
            Invocation run = Invocation.of("classify", photo, "-m", model, options);
            assertEquals(2, run.exitCode(), run::toString);
            assertTrue(run.refusal().contains("--device"), run::toString);
        }
    }

    @Test
    void what_was_tuned_is_used_and_changes_no_bit() throws IOException {
        Device device = devices().getFirst();
        byte[] before = dream("before.png").bytes;
        Invocation tune =
                Invocation.of("tune", "-m", model, "-l", "4c", "--size=47x35").succeeds();
        List<String> lines = tune.out().lines().toList();
        Path file = Path.of(lines.getLast());
        assertEquals(cache.resolve("opencl"), file.getParent());
        assertTrue(tune.err().contains(device.name()), tune::toString);
        // conv1 and 4c's four, of which two run as one, and back: conv1 in one phase of its stride per corner.
        long products = lines.stream()
                .filter(line -> line.matches(" +\\d+ +\\d+ +\\d+ +\\d+ .*"))
                .count();
        assertTrue(lines.get(lines.size() - 2).startsWith("%d products".formatted(products)), tune::toString);
        List<String> stored = Files.readAllLines(file);
        assertTrue(stored.contains("device " + device.name()), stored::toString);
        assertEquals(
                products,
                stored.stream().filter(line -> line.startsWith("product ")).count());

        // Whatever the measurements say, here every product gets another tile than usual.
        String other = device.isGpu() ? "64x64 by 8x8" : "32x64 by 8x32";
        Files.write(
                file,
                stored.stream()
                        .map(line -> line.replaceAll("tile .*", "tile " + other))
                        .toList());
        Dreamt tuned = dream("tuned.png");
        assertTrue(tuned.run.errLines().stream().noneMatch(line -> line.startsWith("warning")), tuned.run::toString);
        assertArrayEquals(before, tuned.bytes);

        Files.write(
                file,
                Stream.concat(stored.stream(), Stream.of("product of nobody")).toList());
        Dreamt damaged = dream("damaged.png");
        List<String> warnings = damaged.run.errLines().stream()
                .filter(line -> line.startsWith("warning"))
                .toList();
        assertEquals(1, warnings.size(), damaged.run::toString);
        assertTrue(warnings.getFirst().contains(file + " is ignored: line "), damaged.run::toString);
        assertArrayEquals(before, damaged.bytes);

        Invocation.of("tune", "-m", model, "-l", "4c", "--size=47x35").succeeds();
        assertTrue(Files.readAllLines(file).stream().noneMatch("product of nobody"::equals));
    }

    private record Dreamt(Invocation run, byte[] bytes) {}

    private Dreamt dream(String name) throws IOException {
        Path out = folder.resolve(name);
        Invocation run = Invocation.of(
                        "dream", photo, "-m", model, "-o", out, "--octaves=1", "--iterations=2", "--backend=opencl")
                .succeeds();
        return new Dreamt(run, Files.readAllBytes(out));
    }

    @Test
    void what_cannot_be_tuned_is_refused() {
        for (String option : List.of("--size=2x2", "--layer=none", "--device=", "--size=big")) {
            Invocation run = Invocation.of("tune", "-m", model, option);
            assertEquals(2, run.exitCode(), run::toString);
            run.refusal();
        }
    }

    private static Invocation process(Path prints, List<String> options, boolean noDriver, Object... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = Child.builder(options, arguments);
        if (noDriver) {
            builder.environment().put("OCL_ICD_VENDORS", "/nonexistent");
        }
        return Child.start(prints, builder).await();
    }

    /** The loader of OpenCL looks for drivers where this variable says. */
    @Test
    void without_a_driver_everything_else_works() throws IOException, InterruptedException {
        OpenClHere.require();
        Invocation list = process(folder, List.of(), true, "backends").succeeds();
        assertEquals(3, list.out().lines().count(), list::toString);
        assertTrue(list.out().contains("opencl      not usable: OpenCL knows no platform"), list::toString);
        assertEquals(0, list.errLines().size(), list::toString);
        Invocation named = process(folder, List.of(), true, "classify", photo, "-m", model, "--backend=opencl");
        assertTrue(named.refusal().contains("driver"), named::toString);
        assertEquals(1, named.exitCode());
        Invocation other =
                process(folder, List.of(), true, "classify", photo, "-m", model).succeeds();
        assertEquals(0, other.errLines().size(), other::toString);
    }

    /** JOCL unpacks a library of its own before it can ask for drivers. */
    @Test
    void without_a_place_for_libraries_everything_else_works() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("no folder"));
        List<String> options = List.of("-Djava.io.tmpdir=" + file);
        Invocation list = process(folder, options, false, "backends").succeeds();
        assertEquals(3, list.out().lines().count(), list::toString);
        String line = list.out().lines().toList().getLast();
        assertTrue(line.startsWith("opencl      not usable: JOCL's library"), list::toString);
        assertTrue(line.contains(file.toString()), list::toString);
        Invocation tune = process(folder, options, false, "tune", "-m", model);
        assertEquals(1, tune.exitCode(), tune::toString);
        assertTrue(tune.failure().contains("java.io.tmpdir"), tune::toString);
        process(folder, options, false, "classify", photo, "-m", model).succeeds();
    }
}
