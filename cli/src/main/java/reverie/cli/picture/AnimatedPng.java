package reverie.cli.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import reverie.engine.image.Image;

/**
 * Writes an animated PNG, which goes round for ever: exact colours, and the first frame is what programs show that know
 * only still pictures. Frames are written as they come; none is kept.
 *
 * <p>The form is that of the PNG specification, third edition (W3C, 2025), section 11.3.6: {@code acTL} with the count,
 * then {@code fcTL} before each frame, whose pixels are in {@code IDAT} for the first and in {@code fdAT} for the others.
 * {@code fcTL} and {@code fdAT} are numbered together, from 0 on.
 */
public final class AnimatedPng {

    private static final int MOST = 0xffff; // parts of the delay have 16 bits

    private final OutputStream out;
    private final int frames;
    private final int delay;
    private final int delayUnits;
    private final Map<String, String> text;
    private int sequence;
    private int written;
    private int height;
    private int width;

    /**
     * Prepares a film; nothing is written before the first frame.
     *
     * @param frames how many there will be, at least 1
     * @param delay how long each is shown, in {@code 1 / delayUnits} seconds; 0 to 65535
     * @param delayUnits 1 to 65535
     * @param text notes, as {@link PictureWriter} takes them
     * @param out is written to, not closed
     */
    public AnimatedPng(int frames, int delay, int delayUnits, Map<String, String> text, OutputStream out) {
        if (frames < 1 || delay < 0 || delay > MOST || delayUnits < 1 || delayUnits > MOST) {
            throw new IllegalArgumentException("%d frames of %d/%d s".formatted(frames, delay, delayUnits));
        }
        this.frames = frames;
        this.delay = delay;
        this.delayUnits = delayUnits;
        this.text = new LinkedHashMap<>(text); // keeps its order
        this.out = out;
    }

    /** Writes the next frame; all have the size of the first. */
    public void add(Image frame) throws IOException {
        if (written == frames) {
            throw new IllegalStateException("more than %d frames".formatted(frames));
        }
        PngChunks picture = PngChunks.of(PictureWriter.plainPng(frame));
        if (written == 0) {
            height = frame.height();
            width = frame.width();
            begin(picture);
        } else if (frame.height() != height || frame.width() != width) {
            throw new IllegalArgumentException("a frame of %d x %d pixels after those of %d x %d"
                    .formatted(frame.width(), frame.height(), width, height));
        }
        writeControl();
        for (PngChunks.Chunk chunk : picture.chunks()) {
            if (chunk.type().equals("IDAT")) {
                writePixels(chunk);
            }
        }
        written++;
        if (written == frames) {
            PngChunks.write(out, "IEND", new byte[0]);
            out.flush();
        }
    }

    private void begin(PngChunks picture) throws IOException {
        PngChunks.writeSignature(out);
        PngChunks.write(out, "IHDR", picture.chunks().getFirst().bytes());
        int endless = 0;
        PngChunks.write(
                out,
                "acTL",
                ByteBuffer.allocate(8).putInt(frames).putInt(endless).array());
        for (PngChunks.Chunk note : PictureMetadata.toChunks(text)) {
            PngChunks.write(out, note.type(), note.bytes());
        }
    }

    private void writeControl() throws IOException {
        ByteBuffer control = ByteBuffer.allocate(26).putInt(sequence++);
        control.putInt(width).putInt(height).putInt(0).putInt(0); // the whole picture
        control.putShort((short) delay).putShort((short) delayUnits);
        control.put((byte) 0).put((byte) 0); // stays, and replaces what was there
        PngChunks.write(out, "fcTL", control.array());
    }

    private void writePixels(PngChunks.Chunk chunk) throws IOException {
        if (written == 0) {
            PngChunks.write(out, "IDAT", chunk.bytes());
        } else {
            byte[] numbered = ByteBuffer.allocate(4 + chunk.data().remaining())
                    .putInt(sequence++)
                    .put(chunk.data().duplicate())
                    .array();
            PngChunks.write(out, "fdAT", numbered);
        }
    }
}
