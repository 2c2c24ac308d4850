package reverie.cli.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import reverie.engine.image.Image;

/** Pictures in the form that Java's graphics and encoders know: 8 bits of blue, green and red. */
public final class Bitmaps {

    static {
        ImageCodecs.setUp();
    }

    private Bitmaps() {}

    /** A black bitmap to paint on. */
    public static BufferedImage blank(int height, int width) {
        return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    /** The picture with its values rounded to the nearest of 0 to 255, halves up, and clipped to them. */
    public static BufferedImage of(Image image) {
        BufferedImage bitmap = blank(image.height(), image.width());
        byte[] bgr = bytes(bitmap);
        for (int i = 0; i < bgr.length; i += 3) {
            for (int channel = 0; channel < 3; channel++) {
                bgr[i + 2 - channel] = toByte(image.rgb()[i + channel]);
            }
        }
        return bitmap;
    }

    /** A value as one byte: rounded, halves up, and clipped. */
    public static byte toByte(float value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }

    /** The picture that a bitmap from here holds. */
    public static Image toImage(BufferedImage bitmap) {
        if (bitmap.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            throw new IllegalArgumentException("a bitmap of type %d, wanted 3-byte BGR".formatted(bitmap.getType()));
        }
        byte[] bgr = bytes(bitmap);
        float[] rgb = new float[bgr.length];
        for (int i = 0; i < bgr.length; i += 3) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[i + channel] = Byte.toUnsignedInt(bgr[i + 2 - channel]);
            }
        }
        return new Image(bitmap.getHeight(), bitmap.getWidth(), rgb);
    }

    private static byte[] bytes(BufferedImage bitmap) {
        return ((DataBufferByte) bitmap.getRaster().getDataBuffer()).getData();
    }
}
