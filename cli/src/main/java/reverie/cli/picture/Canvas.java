package reverie.cli.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * Where the first frame of an animation lies. GIF and WebP store frames smaller than the picture, and ImageIO hands out
 * the bare frame.
 *
 * @param height rows of the whole picture
 * @param width columns of the whole picture
 * @param top rows above the frame
 * @param left columns before the frame
 */
record Canvas(int height, int width, int top, int left) {

    /** The canvas of a GIF file, whose first frame must be there to its end. */
    static Canvas ofGif(byte[] file) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(6);
        try {
            int screenWidth = Short.toUnsignedInt(rest.getShort());
            int screenHeight = Short.toUnsignedInt(rest.getShort());
            int flags = rest.get();
            skip(rest, 2 + colourTable(flags));
            while (true) {
                int block = rest.get();
                if (block == '!') { // an extension: its label, then data
                    skip(rest, 1);
                    skipBlocks(rest);
                } else if (block == ',') {
                    int left = Short.toUnsignedInt(rest.getShort());
                    int top = Short.toUnsignedInt(rest.getShort());
                    int width = Short.toUnsignedInt(rest.getShort());
                    int height = Short.toUnsignedInt(rest.getShort());
                    flags = rest.get();
                    skip(rest, colourTable(flags) + 1); // and the code size
                    skipBlocks(rest);
                    // A frame that reaches beyond the screen enlarges it, as browsers do.
                    return new Canvas(
                            Math.max(screenHeight, top + height), Math.max(screenWidth, left + width), top, left);
                } else {
                    throw new IIOException("no frame in it");
                }
            }
        } catch (BufferUnderflowException e) {
            throw new EOFException("no whole frame in it");
        }
    }

    private static int colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static void skipBlocks(ByteBuffer rest) {
        int length;
        do {
            length = Byte.toUnsignedInt(rest.get());
            skip(rest, length);
        } while (length > 0);
    }

    /**
     * The canvas of an animated WebP file; empty for a still picture. The file must be there to its end, and its
     * pictures of the sizes that its header declares: the decoder would follow a larger one without asking.
     */
    static Optional<Canvas> ofWebp(byte[] file) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(4);
        try {
            long declared = 8 + Integer.toUnsignedLong(rest.getInt());
            if (declared > file.length) {
                throw new EOFException("%d bytes declared, %d found".formatted(declared, file.length));
            }
            rest.limit((int) declared);
            skip(rest, 4);
            RiffChunk header = RiffChunk.next(rest);
            if (!header.type().equals("VP8X")) {
                return Optional.empty(); // no header but the picture's own
            }
            skip(header.data(), 4);
            int width = 1 + unsigned24(header.data());
            int height = 1 + unsigned24(header.data());
            boolean found = false;
            while (rest.remaining() >= RiffChunk.HEAD) {
                RiffChunk chunk = RiffChunk.next(rest);
                if (chunk.type().equals("ANMF")) {
                    return Optional.of(ofFrame(chunk.data(), height, width));
                }
                found |= chunk.isPicture(height, width);
            }
            if (!found) {
                throw new IIOException("no picture in it");
            }
            return Optional.empty();
        } catch (BufferUnderflowException e) {
            throw new EOFException("no whole frame in it");
        }
    }

    private static Canvas ofFrame(ByteBuffer frame, int height, int width) throws IOException {
        int left = 2 * unsigned24(frame);
        int top = 2 * unsigned24(frame);
        int frameWidth = 1 + unsigned24(frame);
        int frameHeight = 1 + unsigned24(frame);
        skip(frame, 4); // duration and flags
        boolean found = false;
        while (frame.remaining() >= RiffChunk.HEAD) {
            found |= RiffChunk.next(frame).isPicture(frameHeight, frameWidth);
        }
        if (!found) {
            throw new IIOException("no picture in its first frame");
        }
        return new Canvas(Math.max(height, top + frameHeight), Math.max(width, left + frameWidth), top, left);
    }

    /** A part of a WebP file: four letters, and its content up to its limit. */
    private record RiffChunk(String type, ByteBuffer data) {

        static final int HEAD = 8;

        private static final int SIZE = 0x3fff; // sizes have 14 bits

        static RiffChunk next(ByteBuffer rest) {
            byte[] letters = new byte[4];
            rest.get(letters);
            long length = Integer.toUnsignedLong(rest.getInt());
            int start = rest.position();
            skip(rest, length);
            ByteBuffer data = rest.slice(start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
            skip(rest, Math.min(length & 1, rest.remaining())); // chunks begin at even places
            return new RiffChunk(new String(letters, StandardCharsets.ISO_8859_1), data);
        }

        /** Whether pixels are in it; those that are must be as many as expected. */
        boolean isPicture(int height, int width) throws IIOException {
            int storedHeight;
            int storedWidth;
            if (type.equals("VP8 ")) {
                skip(data, 6);
                storedWidth = data.getShort() & SIZE;
                storedHeight = data.getShort() & SIZE;
            } else if (type.equals("VP8L")) {
                skip(data, 1);
                int sizes = data.getInt();
                storedWidth = 1 + (sizes & SIZE);
                storedHeight = 1 + ((sizes >> 14) & SIZE);
            } else {
                return false;
            }
            if (storedHeight != height || storedWidth != width) {
                throw new IIOException("a picture of %d x %d pixels in a frame of %d x %d"
                        .formatted(storedWidth, storedHeight, width, height));
            }
            return true;
        }
    }

    private static int unsigned24(ByteBuffer rest) {
        return Short.toUnsignedInt(rest.getShort()) | (Byte.toUnsignedInt(rest.get()) << 16);
    }

    private static void skip(ByteBuffer rest, long bytes) {
        if (bytes > rest.remaining()) {
            throw new BufferUnderflowException();
        }
        rest.position(rest.position() + (int) bytes);
    }
}
