package reverie.cli.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.engine.image.Image;

class AnimatedPngTest extends PictureFixture {

    /** Noisy ones, so that the pixels of a frame need several chunks. */
    private static List<Image> frames(int count, int height, int width) {
        List<Image> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] rgb = new float[height * width * 3];
            Random random = new Random(i);
            for (int j = 0; j < rgb.length; j++) {
                rgb[j] = random.nextInt(256);
            }
            frames.add(new Image(height, width, rgb));
        }
        return frames;
    }

    private static byte[] write(List<Image> frames, int delay, int units, Map<String, String> text) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new AnimatedPng(frames.size(), delay, units, text, out);
        for (Image frame : frames) {
            writer.add(frame);
        }
        return out.toByteArray();
    }

    private static PngChunks.Chunk chunk(PngChunks png, String type) {
        return png.first(type).orElseThrow();
    }

    @Test
    void every_frame_can_be_put_together_from_its_chunks() throws IOException {
        List<Image> frames = frames(4, 181, 257);
        PngChunks film = PngChunks.of(write(frames, 1001, 30000, Map.of()));
        List<ByteArrayOutputStream> stills = new ArrayList<>();
        int sequence = 0;
        int parts = 0;
        for (PngChunks.Chunk chunk : film.chunks()) {
            ByteBuffer data = chunk.data().duplicate();
            switch (chunk.type()) {
                case "fcTL" -> {
                    assertEquals(sequence++, data.getInt());
                    assertEquals(
                            List.of(257, 181, 0, 0),
                            List.of(data.getInt(), data.getInt(), data.getInt(), data.getInt()));
                    assertEquals(List.of(1001, 30000), List.of((int) data.getShort(), (int) data.getShort()));
                    assertEquals(0, data.getShort(), "neither disposal nor blending");
                    stills.add(new ByteArrayOutputStream());
                    PngChunks.writeSignature(stills.getLast());
                    PngChunks.write(
                            stills.getLast(), "IHDR", chunk(film, "IHDR").bytes());
                }
                case "IDAT" -> {
                    assertEquals(1, stills.size());
                    PngChunks.write(stills.getLast(), "IDAT", chunk.bytes());
                }
                case "fdAT" -> {
                    assertEquals(sequence++, data.getInt());
                    assertTrue(stills.size() > 1);
                    byte[] pixels = new byte[data.remaining()];
                    data.get(pixels);
                    PngChunks.write(stills.getLast(), "IDAT", pixels);
                    parts++;
                }
                default -> assertTrue(List.of("IHDR", "acTL", "IEND").contains(chunk.type()), chunk.type());
            }
        }
        assertTrue(parts > 3, "some frame has several parts");
        assertEquals(4, stills.size());
        for (int i = 0; i < 4; i++) {
            PngChunks.write(stills.get(i), "IEND", new byte[0]);
            assertPixels(181, 257, frames.get(i).rgb(), read(stills.get(i).toByteArray()));
        }
    }

    @Test
    void the_animation_is_announced_before_the_pixels_and_goes_round_for_ever() throws IOException {
        PngChunks film = PngChunks.of(write(frames(3, 2, 5), 1, 10, Map.of()));
        List<String> types = film.chunks().stream().map(PngChunks.Chunk::type).toList();
        assertEquals(List.of("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"), types);
        ByteBuffer control = chunk(film, "acTL").data().duplicate();
        assertEquals(3, control.getInt());
        assertEquals(0, control.getInt(), "no limit of rounds");
    }

    @Test
    void programs_for_still_pictures_show_the_first_frame_and_find_the_text() throws IOException {
        List<Image> frames = frames(2, 7, 3);
        byte[] film = write(frames, 1, 25, Map.of("Software", "Reverie"));
        assertPixels(7, 3, frames.getFirst().rgb(), read(film));
        assertEquals(Map.of("Software", "Reverie"), PictureMetadata.read(file("film.png", film)));
    }

    @Test
    void a_film_of_a_single_pixel_and_frame_is_a_film() throws IOException {
        List<Image> frames = frames(1, 1, 1);
        assertPixels(1, 1, frames.getFirst().rgb(), read(write(frames, 1, 1, Map.of())));
    }

    @Test
    void what_cannot_be_written_is_refused() throws IOException {
        var out = new ByteArrayOutputStream();
        assertThrows(IllegalArgumentException.class, () -> new AnimatedPng(0, 1, 25, Map.of(), out));
        assertThrows(IllegalArgumentException.class, () -> new AnimatedPng(2, 1 << 16, 25, Map.of(), out));
        assertThrows(IllegalArgumentException.class, () -> new AnimatedPng(2, 1, 0, Map.of(), out));
        var writer = new AnimatedPng(2, 1, 25, Map.of(), out);
        writer.add(frames(1, 4, 5).getFirst());
        var e = assertThrows(
                IllegalArgumentException.class, () -> writer.add(frames(1, 5, 4).getFirst()));
        assertEquals("a frame of 4 x 5 pixels after those of 5 x 4", e.getMessage());
        writer.add(frames(1, 4, 5).getFirst());
        assertThrows(
                IllegalStateException.class, () -> writer.add(frames(1, 4, 5).getFirst()));
    }
}
