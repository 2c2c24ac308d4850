package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code reverie bench} on small networks and pictures: whether it measures, not how much. */
class BenchCommandTest {

    @TempDir
    static Path common;

    private static Path model;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeModel() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
    }

    @Test
    void a_model_is_measured_and_told_as_json_too() throws IOException {
        Path json = folder.resolve("bench.json");
        Invocation run = Invocation.of(
                        "bench", "-m", model, "--quick", "--size=40x32", "--threads=1", "-l", "4c", "--json", json)
                .succeeds();
        JsonNode report = JsonMapper.shared().readTree(Files.readString(json));
        assertEquals("small", report.get("network").asString());
        assertEquals("inception_4c/output", report.get("layer").asString());
        assertEquals(1, report.get("threads").asInt());
        assertTrue(report.get("backend").asString().startsWith("vector ("), report::toString);
        assertTrue(report.get("vector_bits").asInt() >= 64, report::toString);
        assertTrue(report.get("gradient_error").asDouble() < 1e-5, report::toString);
        assertTrue(report.get("first_step_ms").asDouble() > 0, report::toString);
        assertTrue(report.get("peak_gflops").asDouble() > 0.01, report::toString);
        JsonNode passes = report.get("passes");
        assertEquals(2, passes.size());
        assertEquals("forward", passes.get(0).get("pass").asString());
        assertEquals("step", passes.get(1).get("pass").asString());
        for (JsonNode pass : passes) {
            assertEquals("40x32", pass.get("size").asString());
            double least = pass.get("min_ms").asDouble();
            double median = pass.get("median_ms").asDouble();
            assertTrue(0 < least && least <= median, report::toString);
            assertTrue(pass.get("ms").size() >= 3, report::toString);
            double gflops = pass.get("gflop").asDouble() / median * 1e3;
            assertEquals(gflops, pass.get("gflops").asDouble(), 1e-9 * gflops);
        }
        // 16 x 20 x 1176 + 8 x 10 x (48 + 32 + 216 + 32), two operations each, and as many back.
        assertEquals(2 * (376_320 + 26_240) / 1e9, passes.get(0).get("gflop").asDouble(), 1e-12);
        assertEquals(4 * (376_320 + 26_240) / 1e9, passes.get(1).get("gflop").asDouble(), 1e-12);

        assertTrue(run.out().contains("vector (") && run.out().contains("GFLOP/s"), run::toString);
        assertEquals(
                2, run.out().lines().filter(line -> line.startsWith("40x32 ")).count(), run::toString);
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertTrue(report.get("peak_resident_bytes").asLong() > 10_000_000, report::toString);
        }
    }

    /** Without any file: GoogLeNet's shapes and random weights. */
    @Test
    void no_model_is_needed() {
        Invocation run = Invocation.of("bench", "--quick", "--size", "37x35", "-l", "conv2/3x3")
                .succeeds();
        assertTrue(run.out().contains("GoogleNet with random weights, to conv2/3x3"), run::toString);
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("37x35 ")), run::toString);
    }

    @Test
    void the_reference_has_no_peak() {
        Invocation run = Invocation.of("bench", "-m", model, "--quick", "--backend=reference")
                .succeeds();
        assertTrue(run.out().contains("reference (plain loops)"), run::toString);
        assertTrue(run.out().lines().noneMatch(line -> line.startsWith("peak ")), run::toString);
    }

    @Test
    void every_size_has_its_rows() {
        Invocation run = Invocation.of("bench", "-m", model, "--quick", "--size=33x32", "--size=32x33")
                .succeeds();
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("33x32 ")), run::toString);
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("32x33 ")), run::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--size=0x5",
                "--size=224",
                "--size=2x2",
                "--threads=0",
                "--backend=none",
                "--layer=none",
                "--json=nowhere/at/all.json"
            })
    void what_cannot_be_meant_is_refused(String option) {
        Invocation run = Invocation.of("bench", "-m", model, "--quick", option);
        assertEquals(2, run.exitCode(), run::toString);
        assertTrue(
                run.errLines().stream()
                                .filter(line -> line.startsWith("error: "))
                                .count()
                        == 1,
                run::toString);
        assertEquals("", run.out(), run::toString);
    }

    @Test
    void what_would_not_fit_into_memory_is_refused() {
        for (String size : List.of("99999x99999", "20000x20000")) {
            Invocation run = Invocation.of("bench", "-m", model, "--quick", "--size", size);
            assertEquals(1, run.exitCode(), run::toString);
            assertTrue(run.failure().contains("memory"), run::toString);
        }
    }

    @Test
    void a_file_that_is_there_is_not_overwritten() throws IOException {
        Path json = Files.writeString(folder.resolve("mine.json"), "mine");
        Invocation run = Invocation.of("bench", "-m", model, "--quick", "--size=32x32", "--json", json);
        assertTrue(run.refusal().contains("--force"), run::toString);
        assertEquals("mine", Files.readString(json));
        Invocation.of("bench", "-m", model, "--quick", "--size=32x32", "--json", json, "--force")
                .succeeds();
        assertFalse(Files.readString(json).equals("mine"));
    }
}
