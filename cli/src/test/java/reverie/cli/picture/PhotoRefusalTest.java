package reverie.cli.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.engine.image.Image;

/** What is no picture, or no whole one, is refused in one sentence; garbage gives that or a picture, nothing else. */
class PhotoRefusalTest extends PictureFixture {

    private static final ReadOptions SMALL = new ReadOptions(100_000, OptionalInt.empty());

    @Test
    void a_missing_file() {
        assertRefused(folder.resolve("none.jpg"), "no such file");
    }

    @Test
    void a_folder() {
        assertRefused(folder, "is a folder");
    }

    @Test
    void an_empty_file() throws IOException {
        assertRefused(file("empty.png", new byte[0]), "is empty");
    }

    @Test
    void a_file_that_may_not_be_read() throws IOException {
        Path file = file("secret.png", encode(varied(2, 2), "png"));
        assumeFalse(!file.toFile().setReadable(false) || Files.isReadable(file), "this user may read everything");
        assertRefused(file, "may not be read");
    }

    @ParameterizedTest
    @CsvSource({
        "'%PDF-1.7', a PDF document",
        "'<svg xmlns=', a text",
        "'8BPS', a Photoshop document",
        "'....ftypheic', a HEIC photo",
        "'....ftypavif', an AVIF picture",
        "'....ftypisom', a film",
        "'hello', 68 65 6c 6c"
    })
    void another_kind_of_file_is_named(String start, String name) throws IOException {
        assertRefused(file("photo.jpg", start.getBytes(StandardCharsets.US_ASCII)), name);
    }

    @Test
    void a_huge_picture_is_refused_by_its_header() throws IOException {
        // A real file of 20000 x 20000 pixels is short if all of them are black; this one ends after its first rows.
        byte[] png = new HandmadePng(20_000, 20_000, 8, HandmadePng.RGB)
                .pixels(new int[20_000])
                .end();
        assertTrue(png.length < 1024);
        assertRefused(file("huge.png", png), "20000 x 20000 pixels");
    }

    @Test
    void the_limit_is_the_callers() throws IOException {
        Path file = file("photo.png", encode(varied(10, 11), "png"));
        assertEquals(
                11,
                PhotoReader.read(file, new ReadOptions(110, OptionalInt.empty()))
                        .height());
        PictureException refusal = assertThrows(
                PictureException.class, () -> PhotoReader.read(file, new ReadOptions(109, OptionalInt.empty())));
        assertTrue(refusal.getMessage().contains("10 x 11"), refusal.getMessage());
    }

    @Test
    void a_gif_with_a_huge_screen_counts_as_huge() throws IOException {
        byte[] gif = encode(filled(BufferedImage.TYPE_BYTE_INDEXED, 2, 2, 0), "gif");
        Arrays.fill(gif, 6, 10, (byte) 0xff);
        assertRefused(file("huge.gif", gif), "65535 x 65535 pixels");
    }

    @Test
    void a_webp_with_a_larger_picture_than_it_declares() throws IOException {
        byte[] webp = HandmadeWebp.LOSSY_ALPHA.clone();
        int picture = new String(webp, StandardCharsets.ISO_8859_1).indexOf("VP8 ") + 8;
        webp[picture + 7] = 0x3f; // the high byte of the width, behind the frame's tag and start code
        assertRefused(file("liar.webp", webp), "16144 x 16 pixels in a frame of 16 x 16");
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0", "-1, 5"})
    void a_size_that_is_none(int width, int height) throws IOException {
        assertRefused(
                file(
                        "nothing.png",
                        new HandmadePng(width, height, 8, HandmadePng.GREY)
                                .pixels(0)
                                .end()),
                "PNG");
    }

    @Test
    void a_wrong_checksum() throws IOException {
        byte[] png = encode(varied(4, 4), "png");
        png[png.length - 14] ^= 1; // in the checksum of the pixels
        assertRefused(file("damaged.png", png), "checksum of chunk IDAT");
    }

    @Test
    void missing_rows() throws IOException {
        assertRefused(
                file(
                        "half.png",
                        new HandmadePng(2, 2, 8, HandmadePng.GREY)
                                .pixels(0, 1, 2)
                                .end()),
                "PNG");
        assertRefused(file("none.png", new HandmadePng(2, 2, 8, HandmadePng.GREY).end()), "PNG");
    }

    @Test
    void a_profile_that_inflates_without_end_is_passed_over() throws IOException {
        byte[] bomb = HandmadePng.deflate(new byte[20 << 20]);
        byte[] chunk = new byte[3 + bomb.length];
        chunk[0] = 'x';
        System.arraycopy(bomb, 0, chunk, 3, bomb.length);
        Image image = read(new HandmadePng(1, 1, 8, HandmadePng.RGB)
                .chunk("iCCP", chunk)
                .pixels(0, 1, 2, 3)
                .end());
        assertPixels(1, 1, new float[] {1, 2, 3}, image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg",
                "progressive jpeg",
                "cmyk jpeg",
                "png",
                "gif",
                "bmp",
                "tiff",
                "webp",
                "lossy webp",
                "moving webp"
            })
    void no_part_of_a_file_is_taken_for_the_whole(String kind) throws IOException {
        byte[] whole = samples().get(kind);
        Image expected = read(whole);
        int refused = 0;
        for (int length = 1; length < whole.length; length++) {
            try {
                // What can be done without, such as GIF's last byte, may be missing if no pixel is.
                assertArrayEquals(
                        expected.rgb(), read(Arrays.copyOf(whole, length)).rgb(), kind + " of " + length + " bytes");
            } catch (PictureException e) {
                refused++;
            }
        }
        assertTrue(refused >= whole.length - 20, "refused %d of %d".formatted(refused, whole.length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg",
                "progressive jpeg",
                "cmyk jpeg",
                "png",
                "gif",
                "bmp",
                "tiff",
                "webp",
                "lossy webp",
                "moving webp"
            })
    void garbage_gives_a_picture_or_a_sentence(String kind) throws IOException {
        byte[] whole = samples().get(kind);
        Random random = new Random(1701);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                // Half of them near the start, where the sizes and counts are.
                int at = random.nextInt(random.nextBoolean() ? damaged.length : Math.min(damaged.length, 64));
                damaged[at] = (byte) random.nextInt(256);
            }
            Path file = file("photo", damaged);
            try {
                PhotoReader.read(file, SMALL);
            } catch (PictureException e) {
                assertSentence(file, e);
            }
        }
    }

    @Test
    void random_bytes_behind_a_good_start() throws IOException {
        Random random = new Random(1701);
        for (Map.Entry<String, byte[]> sample : samples().entrySet()) {
            for (int round = 0; round < 50; round++) {
                byte[] damaged = new byte[200];
                random.nextBytes(damaged);
                System.arraycopy(sample.getValue(), 0, damaged, 0, 12);
                Path file = file("photo", damaged);
                assertSentence(
                        file,
                        assertThrows(PictureException.class, () -> PhotoReader.read(file, SMALL), sample.getKey()));
            }
        }
    }

    private static Map<String, byte[]> samples() throws IOException {
        BufferedImage picture = varied(19, 17);
        Map<String, byte[]> samples = new LinkedHashMap<>();
        samples.put("jpeg", HandmadeJpeg.withOrientation(HandmadeJpeg.of(picture, false), 6));
        samples.put("progressive jpeg", HandmadeJpeg.of(picture, true));
        samples.put("cmyk jpeg", HandmadeJpeg.withAdobe(HandmadeJpeg.fourComponents(16, 9, 99, 199, 255), 0));
        for (String format : new String[] {"png", "gif", "bmp", "tiff"}) {
            samples.put(format, encode(picture, format));
        }
        samples.put("webp", HandmadeWebp.LOSSLESS);
        samples.put("lossy webp", HandmadeWebp.LOSSY_ALPHA);
        samples.put("moving webp", HandmadeWebp.animation());
        return samples;
    }

    private static void assertRefused(Path file, String part) {
        PictureException refusal = assertThrows(PictureException.class, () -> PhotoReader.read(file));
        assertSentence(file, refusal);
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    /** File, problem and cure, on one line, without a trace of Java. */
    private static void assertSentence(Path file, PictureException refusal) {
        String message = refusal.getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains("; "), message);
        assertFalse(message.contains("\n") || message.contains("null") || message.contains("java."), message);
    }
}
