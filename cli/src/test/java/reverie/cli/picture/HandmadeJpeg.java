package reverie.cli.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** JPEG files from Java's own encoder, with segments put in by hand. */
final class HandmadeJpeg {

    private HandmadeJpeg() {}

    /** A picture at the best quality. */
    static byte[] of(BufferedImage picture, boolean progressive) throws IOException {
        return encode(new IIOImage(picture, null, null), progressive);
    }

    /** A file of four components, all pixels alike, as the file is to store them: nothing is converted. */
    static byte[] fourComponents(int size, int... stored) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, size, size, 4, null);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                raster.setPixel(x, y, stored);
            }
        }
        return encode(new IIOImage(raster, null, null), false);
    }

    private static byte[] encode(IIOImage picture, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(1);
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, picture, param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same file with one more segment, behind its JFIF header where it has one. */
    static byte[] with(byte[] jpeg, int marker, byte[] data) {
        int start = jpeg[3] == (byte) 0xe0 ? 4 + ByteBuffer.wrap(jpeg).getShort(4) : 2;
        return ByteBuffer.allocate(jpeg.length + 4 + data.length)
                .put(jpeg, 0, start)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .put(jpeg, start, jpeg.length - start)
                .array();
    }

    /** Adobe's mark: 0 says that colours are stored as they are, 2 that CMY is stored as YCC. */
    static byte[] withAdobe(byte[] jpeg, int transform) {
        return with(jpeg, 0xee, HandmadePng.bytes('A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform));
    }

    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII); // part 1 of 1
        return with(
                jpeg,
                0xe2,
                ByteBuffer.allocate(name.length + profile.length)
                        .put(name)
                        .put(profile)
                        .array());
    }

    static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = exif(orientation);
        return with(
                jpeg,
                0xe1,
                ByteBuffer.allocate(6 + exif.length)
                        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                        .put(exif)
                        .array());
    }

    /** EXIF data with nothing but the orientation: a TIFF header and a directory of one short. */
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(HandmadePng.bytes('M', 'M', 0, 42, 0, 0, 0, 8))
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }
}
