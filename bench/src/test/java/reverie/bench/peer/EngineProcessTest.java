package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.bench.PictureSize;
import reverie.kernels.testing.SharedData;

class EngineProcessTest {

    @TempDir
    Path folder;

    private EngineProcess start(EngineKind kind) throws IOException {
        var files = new ModelFiles(
                SharedData.file("weights/bvlc_googlenet.caffemodel"),
                SharedData.file("weights/bvlc_googlenet.deploy.prototxt"));
        return new EngineProcess(kind, files, "inception_3a/output", 1, "", folder.resolve("log"));
    }

    @Test
    void a_process_loads_runs_and_shows_what_it_found() throws IOException {
        try (EngineProcess process = start(EngineKind.REVERIE)) {
            process.load(new PictureSize(97, 131));
            var samples = new Samples();
            process.time("step", 0, samples);
            assertEquals(1, samples.milliseconds().size());
            assertEquals(3 * 97 * 131, process.read("gradient").length);
            assertEquals(256 * 12 * 16, process.read("activation").length);
            assertTrue(process.version().startsWith("Reverie"), process.version());
            var e = assertThrows(IllegalStateException.class, () -> process.load(new PictureSize(2, 2)));
            assertTrue(e.getMessage().startsWith("reverie, asked to load 2x2"), e.getMessage());
        }
    }
}
