package reverie.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How tiles are chosen, remembered and found again; needs no device. */
class TileChoiceTest {

    private static final OpenClDevice DEVICE = TestDevices.large();

    private static final ProductShape PRODUCT = new ProductShape(196, 224, 1008, 4);

    /** Not what would be taken unmeasured. */
    private static final ConvolutionTile UNUSUAL = new ConvolutionTile(128, 128, 8, 8, 4);

    private static final TileChoices.Trial UNTRIED = _ -> {
        throw new AssertionError("nothing was to be measured");
    };

    @TempDir
    Path folder;

    private TileFile file() {
        return TileFile.in(folder, DEVICE);
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(file().path(), bytes);
    }

    @Test
    void what_was_measured_is_found_again() throws IOException {
        assertNotEquals(UNUSUAL, ConvolutionTile.suiting(DEVICE, PRODUCT));
        Map<ProductShape, ConvolutionTile> tiles =
                Map.of(PRODUCT, UNUSUAL, new ProductShape(1, 1, 0, 4), ConvolutionTile.SMALLEST);
        write(file().bytes(tiles));
        assertEquals(new TileFile.Contents(tiles, Optional.empty()), file().read());
        StoredTiles stored = StoredTiles.of(DEVICE, Optional.of(folder));
        assertEquals(UNUSUAL, stored.choose(PRODUCT, UNTRIED));
        assertEquals(Optional.empty(), stored.warning());
    }

    @Test
    void without_a_file_there_is_nothing_to_say() {
        assertEquals(new TileFile.Contents(Map.of(), Optional.empty()), file().read());
        for (Optional<Path> none : List.of(Optional.<Path>empty(), Optional.of(folder.resolve("none")))) {
            StoredTiles stored = StoredTiles.of(DEVICE, none);
            assertEquals(ConvolutionTile.suiting(DEVICE, PRODUCT), stored.choose(PRODUCT, UNTRIED));
            assertEquals(Optional.empty(), stored.warning());
        }
    }

    @Test
    void near_sizes_take_the_nearest_and_others_none() {
        var half = new ConvolutionTile(64, 64, 8, 8, 4);
        var stored = new StoredTiles(
                DEVICE, Map.of(PRODUCT, UNUSUAL, new ProductShape(98, 224, 1008, 4), half), Optional.empty());
        assertEquals(half, stored.choose(new ProductShape(49, 224, 1008, 4), UNTRIED));
        assertEquals(half, stored.choose(new ProductShape(130, 224, 1008, 4), UNTRIED));
        assertEquals(UNUSUAL, stored.choose(new ProductShape(150, 224, 1008, 4), UNTRIED));
        assertEquals(UNUSUAL, stored.choose(new ProductShape(392, 224, 1008, 4), UNTRIED));
        for (ProductShape far : List.of(
                new ProductShape(393, 224, 1008, 4),
                new ProductShape(48, 224, 1008, 4),
                new ProductShape(196, 223, 1008, 4),
                new ProductShape(196, 224, 1007, 4),
                new ProductShape(196, 224, 1008, 1))) {
            assertEquals(ConvolutionTile.suiting(DEVICE, far), stored.choose(far, UNTRIED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "product 196 224 1008 4",
                "product 196 224 1008 4 tile 128x128",
                "product 196 224 1008 4 tile 1000000x1000000 by 1x4",
                "product 196 224 1008 4 tile 128x128 by 8x8 ",
                "product 0 224 1008 4 tile 32x32 by 4x4",
                "product 99999999999 224 1008 4 tile 32x32 by 4x4",
                "product -5 224 1008 4 tile 32x32 by 4x4",
                "product 196 224 1008 3 tile 32x32 by 4x4",
                "anything at all"
            })
    void a_line_that_cannot_be_meant_spoils_the_file(String line) throws IOException {
        String whole = new String(file().bytes(Map.of(PRODUCT, UNUSUAL)), StandardCharsets.UTF_8);
        write((whole + line + "\n").getBytes(StandardCharsets.UTF_8));
        assertIgnored("line 6");
    }

    @Test
    void a_foreign_file_is_ignored() throws IOException {
        var other = TestDevices.with(DEVICE, 132, 48 << 10, 1024);
        assertEquals(file().path(), TileFile.in(folder, other).path());
        write("reverie tiles 1\nplatform of others\n".getBytes(StandardCharsets.UTF_8));
        assertIgnored("not for this device");
        write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertIgnored("cannot be read");
        write(new byte[(1 << 20) + 1]);
        assertIgnored("too long");
        write(new byte[0]);
        assertIgnored("not for this device");
    }

    /** A file may hold tiles that the device could run before its driver changed its mind. */
    @Test
    void a_tile_that_the_device_cannot_run_is_ignored() throws IOException {
        write(file().bytes(Map.of(PRODUCT, UNUSUAL)));
        OpenClDevice small = TestDevices.with(DEVICE, 132, 48 << 10, 64);
        StoredTiles stored = StoredTiles.of(small, Optional.of(folder));
        assertTrue(stored.warning().orElseThrow().contains("line 5"), stored::toString);
        assertEquals(64, stored.choose(PRODUCT, UNTRIED).items());
    }

    private void assertIgnored(String reason) {
        StoredTiles stored = StoredTiles.of(DEVICE, Optional.of(folder));
        assertEquals(Map.of(), stored.measured());
        String warning = stored.warning().orElseThrow();
        assertTrue(warning.contains(reason) && warning.contains(file().path().toString()), warning);
        assertEquals(ConvolutionTile.suiting(DEVICE, PRODUCT), stored.choose(PRODUCT, UNTRIED));
    }

    @Test
    void the_quickest_tile_is_taken_unless_it_is_noise() {
        List<TunedProduct> told = new ArrayList<>();
        ConvolutionTile usual = ConvolutionTile.suiting(DEVICE, PRODUCT);
        Map<ConvolutionTile, Double> times = new HashMap<>();
        ConvolutionTile.ALL.forEach(tile -> times.put(tile, 2.0));
        times.put(usual, 1.0);
        times.put(UNUSUAL, 0.99);
        var measured = new MeasuredTiles(DEVICE, told::add);
        assertEquals(usual, measured.choose(PRODUCT, times::get));
        assertEquals(usual, measured.choose(PRODUCT, UNTRIED));
        var other = new ProductShape(PRODUCT.pixels() + 1, 224, 1008, 4);
        times.put(UNUSUAL, 0.5);
        assertEquals(UNUSUAL, measured.choose(other, times::get));
        assertEquals(Map.of(PRODUCT, usual, other, UNUSUAL), measured.chosen());
        assertEquals(2, told.size());
        assertEquals(UNUSUAL.toString(), told.getLast().tile());
        assertEquals(0.5, told.getLast().milliseconds());
    }

    @Test
    void small_maps_are_summed_in_parts_and_large_ones_not() {
        assertEquals(5, PRODUCT.parts(DEVICE)); // 49 work-groups for 264
        assertEquals(1, new ProductShape(56 * 56, 192, 576, 4).parts(DEVICE));
        assertEquals(1, new ProductShape(49, 128, 200, 4).parts(DEVICE)); // too short to be shared
        assertEquals(8, new ProductShape(49, 128, 4096, 4).parts(DEVICE));
        assertEquals(208, PRODUCT.partDepth(DEVICE)); // 63 steps of 16 in 5 parts
        assertEquals(16, new ProductShape(49, 128, 0, 4).partDepth(DEVICE)); // a phase without taps
        OpenClDevice processor = TestDevices.with(DEVICE, 2, 48 << 10, 1024);
        assertEquals(1, PRODUCT.parts(processor));
    }

    @Test
    void what_suits_can_be_run() {
        for (int items : List.of(1, 64, 128, 256)) {
            OpenClDevice device = TestDevices.with(DEVICE, 132, 48 << 10, items);
            for (int pixels : List.of(1, 49, 196, 3136, 50_000)) {
                ConvolutionTile tile = ConvolutionTile.suiting(device, new ProductShape(pixels, 97, 300, 4));
                assertTrue(tile.items() <= items || tile.equals(ConvolutionTile.SMALLEST), tile::toString);
            }
        }
        OpenClDevice poor = TestDevices.with(DEVICE, 132, 8 << 10, 1024);
        ConvolutionTile.possible(poor).forEach(tile -> assertTrue(tile.localMemory() <= 8 << 10, tile::toString));
        assertTrue(
                ConvolutionTile.ALL.stream().allMatch(tile -> tile.items() <= 256 && tile.localMemory() <= 32 << 10));
    }
}
