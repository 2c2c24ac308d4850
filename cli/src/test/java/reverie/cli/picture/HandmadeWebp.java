package reverie.cli.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** WebP files: a few tiny ones that libwebp encoded, and containers made around their data. */
final class HandmadeWebp {

    /** 3 x 2 pixels, lossless: red, green, blue; (10, 20, 30), (128, 128, 128), (255, 255, 254). */
    static final byte[] LOSSLESS = decode(
            "UklGRkIAAABXRUJQVlA4TDUAAAAvAkAAAC9AmG20QZzl+X+nQSZtk79+Z38EAhT1xDb/NzD/gY88Miu+AoEAZax4YJuI/sd4AQA=");

    /** 16 x 16 pixels of (199, 121, 40), lossy. */
    static final byte[] LOSSY = decode(
            "UklGRj4AAABXRUJQVlA4IDIAAADwAQCdASoQABAAAMASJaACdLoB+AAF9AAA/sDP/8c2+K3/Fb/+Obf++" + "gHvQD3oB/XwAA==");

    /** The lossy one with an opacity of 51 in 255. */
    static final byte[] LOSSY_ALPHA =
            decode("UklGRmIAAABXRUJQVlA4WAoAAAAQAAAADwAADwAAQUxQSAoAAAABB9CZiAhERP8DVlA4IDIAAADwA"
                    + "QCdASoQABAAAMASJaACdLoB+AAF9AAA/sDP/8c2+K3/Fb/+Obf++gHvQD3oB/XwAA==");

    /** 2 x 1 pixels, lossless: red with an opacity of 51 in 255, and opaque black. */
    static final byte[] LOSSLESS_ALPHA = decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAQAAEA8Q8x+n+Q9DRvQ/AAA=");

    private HandmadeWebp() {}

    /** The 3 x 2 picture with EXIF data. */
    static byte[] withOrientation(int orientation) {
        return riff(header(0x08, 3, 2), losslessChunk(), chunk("EXIF", HandmadeJpeg.exif(orientation)));
    }

    /** An animation on 8 x 6 pixels, whose first frame is the 3 x 2 picture at left 2, top 4. */
    static byte[] animation() {
        byte[] frame = new byte[16]; // left / 2, top / 2, width - 1, height - 1, duration: 24 bits each; flags
        frame[0] = 1;
        frame[3] = 2;
        frame[6] = 2;
        frame[9] = 1;
        return riff(header(0x02, 8, 6), chunk("ANIM", new byte[6]), chunk("ANMF", concat(frame, losslessChunk())));
    }

    private static byte[] header(int flags, int width, int height) {
        return chunk("VP8X", HandmadePng.bytes(flags, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0));
    }

    private static byte[] losslessChunk() {
        return Arrays.copyOfRange(LOSSLESS, 12, LOSSLESS.length);
    }

    private static byte[] chunk(String type, byte[] data) {
        return ByteBuffer.allocate(8 + data.length + data.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }

    private static byte[] riff(byte[]... chunks) {
        byte[] form = "WEBP".getBytes(StandardCharsets.US_ASCII);
        return chunk("RIFF", concat(form, concat(chunks)));
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
