package reverie.cli.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.engine.image.Image;

class PictureWriterTest extends PictureFixture {

    @Test
    void values_are_rounded_halves_up_and_clipped() throws IOException {
        float[] values = {0.49f, 0.5f, 254.5f, -3, 256.7f, 127.49999f, Float.NaN, Float.POSITIVE_INFINITY, 1.5f};
        Image read = read(write(new Image(1, 3, values), PictureFormat.PNG, Map.of()));
        assertPixels(1, 3, new float[] {0, 1, 255, 0, 255, 127, 0, 255, 2}, read);
    }

    @Test
    void a_png_is_exact() throws IOException {
        BufferedImage picture = varied(31, 17);
        byte[] png = write(new Image(17, 31, values(picture)), PictureFormat.PNG, Map.of("Software", "Reverie"));
        assertPixels(17, 31, values(picture), read(png));
        BufferedImage elsewhere = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(List.of(8, 8, 8), sampleSizes(elsewhere));
    }

    private static List<Integer> sampleSizes(BufferedImage picture) {
        List<Integer> sizes = new ArrayList<>();
        for (int size : picture.getSampleModel().getSampleSize()) {
            sizes.add(size);
        }
        return sizes;
    }

    @Test
    void a_jpeg_is_near_and_keeps_fine_colour() throws IOException {
        // Columns of red and blue, one pixel wide each: halved colour would be purple all over.
        float[] stripes = new float[16 * 16 * 3];
        for (int i = 0; i < 256; i++) {
            stripes[3 * i + (i % 2 == 0 ? 0 : 2)] = 200;
        }
        Image read = read(write(new Image(16, 16, stripes), PictureFormat.JPEG, Map.of("Software", "Reverie")));
        for (int i = 0; i < stripes.length; i++) {
            assertEquals(stripes[i], read.rgb()[i], 30, "value " + i);
        }
    }

    @Test
    void text_comes_back() throws IOException {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Reverie 0.1.0");
        text.put(
                "reverie:recipe",
                "{\"layer\":\"inception_4c/output\",\n\"step\":1.5,\"photo\":\"C:\\\\caf\u00e9.jpg\"}");
        text.put("Title", "\u5922 and \ud83d\udc15, tab\tand return\r");
        text.put("Caf\u00e9", "\u03a9");
        text.put("Empty", "");
        Path file = file("dream.png", write(new Image(1, 1, new float[3]), PictureFormat.PNG, text));
        Map<String, String> read = PictureMetadata.read(file);
        assertEquals(text, read);
        assertEquals(List.copyOf(text.keySet()), List.copyOf(read.keySet()));
        PhotoReader.read(file);
    }

    @Test
    void latin_text_is_plain_for_other_tools() throws IOException {
        byte[] png = write(new Image(1, 1, new float[3]), PictureFormat.PNG, Map.of("Software", "Reverie"));
        assertTrue(new String(png, StandardCharsets.ISO_8859_1).contains("tEXtSoftware\0Reverie"));
        byte[] unicode = write(new Image(1, 1, new float[3]), PictureFormat.PNG, Map.of("Title", "\u5922"));
        assertTrue(new String(unicode, StandardCharsets.UTF_8).contains("iTXtTitle\0\0\0\0\0\u5922"));
    }

    @Test
    void compressed_text_of_other_programs_is_read() throws IOException {
        byte[] latin = HandmadePng.deflate("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        byte[] unicode = HandmadePng.deflate("\u5922".getBytes(StandardCharsets.UTF_8));
        byte[] png = new HandmadePng(1, 1, 8, HandmadePng.GREY)
                .chunk("zTXt", join("a\0\0", latin))
                .chunk("iTXt", join("b\0\1\0ja\0x\0", unicode))
                .pixels(0, 0)
                .chunk("tEXt", 'c', 0, 'd') // behind the pixels
                .chunk("tEXt", 'c', 0, 'e')
                .end();
        assertEquals(Map.of("a", "caf\u00e9", "b", "\u5922", "c", "d"), PictureMetadata.read(file("other.png", png)));
    }

    private static byte[] join(String start, byte[] rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(start.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(rest);
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tEXt", "zTXt", "iTXt"})
    void text_cut_short_is_refused(String type) throws IOException {
        for (byte[] data : new byte[][] {{}, {'a'}, {'a', 0}, {'a', 0, 1}, {'a', 0, 1, 0}, {'a', 0, 1, 0, 0, 0, 9}}) {
            byte[] png = new HandmadePng(1, 1, 8, HandmadePng.GREY)
                    .chunk(type, data)
                    .pixels(0, 0)
                    .end();
            try {
                PictureMetadata.read(file("x.png", png));
            } catch (PictureException e) {
                assertTrue(e.getMessage().contains("damaged"), e.getMessage());
            }
        }
    }

    @Test
    void text_of_anything_but_a_png_is_refused() throws IOException {
        Path file = file("photo.jpg", encode(varied(4, 4), "jpeg"));
        assertTrue(assertThrows(PictureException.class, () -> PictureMetadata.read(file))
                .getMessage()
                .contains("is not a PNG"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a  b", "\u5922", "a\nb"})
    void a_bad_key_is_refused(String key) {
        assertThrows(
                IllegalArgumentException.class,
                () -> write(new Image(1, 1, new float[3]), PictureFormat.PNG, Map.of(key, "value")));
    }

    @ParameterizedTest
    @CsvSource({"dream.png, PNG", "dream.PNG, PNG", "a.b/c.jpg, JPEG", "x.JPEG, JPEG"})
    void the_ending_names_the_format(String name, PictureFormat format) throws PictureException {
        assertEquals(format, PictureFormat.of(Path.of(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dream.webp", "dream", "png", "dream.", "/"})
    void another_ending_lists_those_there_are(String name) {
        String message = assertThrows(PictureException.class, () -> PictureFormat.of(Path.of(name)))
                .getMessage();
        assertTrue(message.contains(".png, .jpg, .jpeg"), message);
    }

    @ParameterizedTest
    @CsvSource({"PNG", "JPEG"})
    void a_full_disk_is_an_error(PictureFormat format) {
        OutputStream full = new OutputStream() {
            private int room = 100;

            @Override
            public void write(int b) throws IOException {
                if (room-- == 0) {
                    throw new IOException("No space left on device");
                }
            }
        };
        Image image = new Image(64, 64, values(varied(64, 64)));
        assertThrows(IOException.class, () -> PictureWriter.write(image, format, Map.of(), full));
    }

    @Test
    void the_stream_is_left_open() throws IOException {
        Path file = folder.resolve("dream.png");
        try (OutputStream out = Files.newOutputStream(file)) {
            PictureWriter.write(new Image(1, 1, new float[3]), PictureFormat.PNG, Map.of(), out);
            out.write(0); // would fail
        }
        PhotoReader.read(file);
    }

    private static byte[] write(Image image, PictureFormat format, Map<String, String> text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PictureWriter.write(image, format, text, out);
        return out.toByteArray();
    }
}
