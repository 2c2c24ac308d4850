package reverie.motifs;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** A transparent sheet to draw on. Its pixels are premultiplied ARGB, row by row. */
final class Layer {

    final int size;
    final int[] pixels;
    private final BufferedImage image;

    Layer(int size) {
        this.size = size;
        image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB_PRE);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** A pen whose coordinates are pixels. The caller disposes of it. */
    Graphics2D graphics() {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }

    /** How bright the things on it are in the mean, 0 to 255; in the middle where there are none. */
    int luminance() {
        long sum = 0;
        long cover = 0;
        for (int pixel : pixels) {
            sum += Tint.luminance(pixel & 0xFFFFFF);
            cover += pixel >>> 24;
        }
        return cover == 0 ? 128 : (int) (sum * 255 / cover);
    }

    /** Lays this sheet over opaque pixels of the same size. */
    void over(int[] rgb) {
        for (int i = 0; i < pixels.length; i++) {
            int pixel = pixels[i];
            int rest = 256 - (pixel >>> 24) - (pixel >>> 31); // 0 where the sheet is opaque
            int redBlue = (((rgb[i] & 0xFF00FF) * rest) >>> 8) & 0xFF00FF;
            int green = (((rgb[i] & 0x00FF00) * rest) >>> 8) & 0x00FF00;
            rgb[i] = (pixel & 0xFFFFFF) + (redBlue | green);
        }
    }
}
