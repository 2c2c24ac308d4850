package reverie.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.TestBackends;
import reverie.kernels.testing.TestMaps;

/** What the shared test cannot ask of a clip, because one that cuts has no derivative to check: where it cuts. */
@Tag("lanes")
class ClipTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 19})
    void every_channel_keeps_its_own_range(int channels) {
        for (boolean banded : List.of(true, false)) {
            float[] expected = clipped(new ReferenceBackend(), channels, banded);
            TestBackends.checked()
                    .forEach(backend ->
                            assertArrayEquals(expected, clipped(backend, channels, banded), 0, backend.name()));
        }
    }

    private static float[] clipped(Backend backend, int channels, boolean banded) {
        try (backend) {
            FeatureMap map = new TestMaps(backend, 1701, banded).map(5, 7, channels);
            List<Float> low = IntStream.range(0, channels)
                    .mapToObj(c -> -1.5f + 0.01f * c)
                    .toList();
            List<Float> high =
                    IntStream.range(0, channels).mapToObj(c -> 0.5f + 0.02f * c).toList();
            backend.run(new Operation.Clip(map, low, high, map));
            return backend.read(map);
        }
    }
}
