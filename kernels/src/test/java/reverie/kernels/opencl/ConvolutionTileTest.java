package reverie.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.TestCase;
import reverie.kernels.testing.TestCase.Trial;
import reverie.kernels.testing.TestCases;
import reverie.kernels.testing.TestMaps;

/** Whatever tile a convolution is shared out by, it computes what the reference does, and always the same bits. */
class ConvolutionTileTest {

    private static final long SEED = 1701;

    private static final BackendSettings SETTINGS = BackendSettings.threads(1);

    /** Everything with convolutions in it, and what each operation leaves in all of its maps. */
    private static List<TestCase> cases;

    private static List<List<float[]>> expected;

    private static OpenClDevice device;

    /** What the smallest tile leaves. */
    private static List<List<float[]>> smallest;

    @BeforeAll
    static void computeWhatIsExpected() {
        device = OpenClTestDevice.any();
        cases = TestCases.all()
                .filter(each -> each.name().contains("convolution"))
                .toList();
        assertTrue(cases.size() > 25, cases::toString);
        try (Backend reference = new ReferenceBackend()) {
            expected = cases.stream().map(each -> contents(reference, each)).toList();
        }
        smallest = contents(device, (_, _) -> ConvolutionTile.SMALLEST);
    }

    static List<ConvolutionTile> tiles() {
        return ConvolutionTile.ALL;
    }

    private static List<float[]> contents(Backend backend, TestCase each) {
        var maps = new TestMaps(backend, SEED, true);
        Trial trial = each.operations().apply(maps);
        backend.compile(trial.forward()).run();
        backend.compile(trial.backward()).run();
        return maps.contents();
    }

    private static List<List<float[]>> contents(OpenClDevice device, TileChoices tiles) {
        try (Backend backend = new OpenClBackend(device, SETTINGS, tiles)) {
            return cases.stream().map(each -> contents(backend, each)).toList();
        }
    }

    private static void assertAgrees(String what, List<List<float[]>> actual) {
        for (int i = 0; i < cases.size(); i++) {
            for (int map = 0; map < expected.get(i).size(); map++) {
                FloatAssert.assertClose(
                        "%s, %s, map %d".formatted(what, cases.get(i), map),
                        expected.get(i).get(map),
                        actual.get(i).get(map),
                        2e-6 * Math.sqrt(cases.get(i).terms()),
                        4e-6);
            }
        }
    }

    private static void assertSameBits(String what, List<List<float[]>> one, List<List<float[]>> other) {
        for (int i = 0; i < cases.size(); i++) {
            for (int map = 0; map < one.get(i).size(); map++) {
                assertArrayEquals(
                        one.get(i).get(map),
                        other.get(i).get(map),
                        0f,
                        "%s, %s, map %d".formatted(what, cases.get(i), map));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void every_tile_computes_what_the_reference_does_to_the_same_bits(ConvolutionTile tile) {
        List<List<float[]>> actual = contents(device, (_, _) -> tile);
        assertAgrees(tile.toString(), actual);
        assertSameBits(tile.toString(), smallest, actual);
    }

    /** With very many units every sum that is long enough is taken in parts. */
    @Test
    void sums_in_parts_are_the_same_with_every_tile() {
        OpenClDevice many = TestDevices.with(device, 1_000_000, device.localMemory(), device.greatestWorkGroup());
        Set<Integer> parts = new HashSet<>();
        List<List<float[]>> small = contents(many, (product, _) -> {
            parts.add(product.parts(many));
            return ConvolutionTile.SMALLEST;
        });
        assertTrue(parts.containsAll(List.of(1, 2)), parts::toString);
        assertAgrees("parts", small);
        assertSameBits("parts", small, contents(many, (_, _) -> new ConvolutionTile(64, 64, 4, 8, 4)));
        assertTrue(differs(small, smallest), "sums in parts are rounded otherwise");
    }

    private static boolean differs(List<List<float[]>> one, List<List<float[]>> other) {
        for (int i = 0; i < one.size(); i++) {
            for (int map = 0; map < one.get(i).size(); map++) {
                if (!Arrays.equals(one.get(i).get(map), other.get(i).get(map))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void every_tile_is_tried_once_for_each_product() {
        List<TunedProduct> told = new ArrayList<>();
        var measured = new MeasuredTiles(device, told::add);
        TestCase one = cases.get(2);
        try (Backend backend = new OpenClBackend(device, SETTINGS, measured)) {
            contents(backend, one);
            contents(backend, one);
        }
        assertEquals(2, told.size(), told::toString); // forward and backward
        assertEquals(2, measured.chosen().size());
        assertTrue(told.stream().allMatch(each -> each.milliseconds() > 0 && each.usualMilliseconds() > 0));
    }
}
