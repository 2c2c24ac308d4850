package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.cli.dream.BrokenDreamException;
import reverie.cli.dream.Dream;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.dream.PreparedDream;
import reverie.cli.report.MemoryLimit;
import reverie.engine.dream.DreamListener;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.DreamState;
import reverie.kernels.Backend;
import reverie.kernels.BackendFailureException;
import reverie.kernels.Buffer;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.Program;
import reverie.kernels.Reading;
import reverie.kernels.reference.ReferenceBackend;
import reverie.weights.ModelFile;

/** Dreams on a device that vanishes. */
class BrokenDeviceTest {

    private static final int OCTAVES = 3;
    private static final int ITERATIONS = 4;

    @TempDir
    private Path folder;

    /** Computes until it is told to break; from then on everything is refused, as by a driver whose card is gone. */
    private static final class FragileBackend implements Backend {

        private final ReferenceBackend sound = new ReferenceBackend();
        private boolean broken;

        private ReferenceBackend sound() {
            if (broken) {
                throw new BackendFailureException("OpenCL CL_DEVICE_NOT_AVAILABLE in clFinish on 'card'");
            }
            return sound;
        }

        @Override
        public String name() {
            return "fragile";
        }

        @Override
        public String description() {
            return "fragile";
        }

        @Override
        public Buffer allocate(int length) {
            return sound().allocate(length);
        }

        @Override
        public Filters prepare(ConvolutionShape shape, float[] weights, float[] bias) {
            return sound().prepare(shape, weights, bias);
        }

        @Override
        public Program compile(List<Operation> operations) {
            Program program = sound().compile(operations);
            return () -> {
                sound();
                program.run();
            };
        }

        @Override
        public void write(float[] heightWidthChannels, FeatureMap destination) {
            sound().write(heightWidthChannels, destination);
        }

        @Override
        public float[] read(FeatureMap source) {
            return sound().read(source);
        }

        /** Of its own, as a device has: what is in it may be lost. */
        @Override
        public OptionalLong memory() {
            return OptionalLong.of(1L << 30);
        }

        @Override
        public Reading sumOfSquares(FeatureMap map) {
            return sound().sumOfSquares(map);
        }

        @Override
        public Reading meanAbsolute(FeatureMap map) {
            return sound().meanAbsolute(map);
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    /** Breaks a backend after some steps of an octave. */
    private static DreamListener breaking(FragileBackend backend, int octave, int iteration) {
        return new DreamListener() {
            @Override
            public void iterationDone(Iteration done) {
                backend.broken |= done.octave().number() == octave && done.number() == iteration;
            }
        };
    }

    private PreparedDream prepare(ModelFile file, Backend backend) throws IOException {
        Photo photo = Photo.read(Optional.of(SmallModel.photo(folder.resolve("photo.png"), 80)), OptionalInt.empty());
        var settings = new DreamSettings(OCTAVES, 1.4, ITERATIONS, 4, DreamSettings.NOTEBOOK.ascent(), 0);
        DreamSpec spec = DreamSpec.defaults(file.model()).withSettings(settings);
        return new DreamStudio(file, backend, false, MemoryLimit.ofJava()).prepare(spec, photo, _ -> {}, _ -> {});
    }

    @Test
    void what_was_dreamt_before_is_kept_and_goes_on_elsewhere_to_the_same_end() throws IOException {
        try (ModelFile file = ModelFile.open(SmallModel.model(folder.resolve("model.safetensors")))) {
            var fragile = new FragileBackend();
            PreparedDream doomed = prepare(file, fragile);
            var failure = assertThrows(
                    BrokenDreamException.class, () -> doomed.run(breaking(fragile, 3, 2), Optional.empty()));
            assertTrue(failure.getMessage().contains("CL_DEVICE_NOT_AVAILABLE"), failure::getMessage);
            Dream kept = failure.dream();
            DreamState state = kept.state().orElseThrow();
            assertEquals(2, state.octave());
            assertEquals(ITERATIONS, state.iteration());
            assertEquals(2 * ITERATIONS, kept.outcome().iterationsDone());
            assertTrue(Double.isNaN(kept.outcome().after()));

            PreparedDream sound = prepare(file, new ReferenceBackend());
            Dream whole = sound.run(DreamListener.NONE, Optional.empty());
            Dream goneOn = sound.run(DreamListener.NONE, Optional.of(state));
            assertEquals(whole.picture().height(), kept.picture().height());
            assertEquals(whole.picture().width(), kept.picture().width());
            assertArrayEquals(whole.picture().rgb(), goneOn.picture().rgb());
        }
    }

    @Test
    void where_nothing_was_dreamt_yet_there_is_nothing_to_keep() throws IOException {
        try (ModelFile file = ModelFile.open(SmallModel.model(folder.resolve("model.safetensors")))) {
            var fragile = new FragileBackend();
            PreparedDream doomed = prepare(file, fragile);
            var failure = assertThrows(
                    BackendFailureException.class, () -> doomed.run(breaking(fragile, 1, 2), Optional.empty()));
            assertFalse(failure instanceof BrokenDreamException, failure::toString);
        }
    }
}
