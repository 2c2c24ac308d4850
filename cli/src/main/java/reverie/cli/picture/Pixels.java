package reverie.cli.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import javax.imageio.IIOException;
import reverie.engine.image.Image;

/**
 * The values of a decoded picture as floats from 0 to 255, what is transparent laid on white. They are taken from the
 * raster as they are stored: {@code getRGB} and drawing would round 16 bits to 8 and bend grey.
 */
final class Pixels {

    private final Raster raster;
    private final ColorModel model;
    private final int width;
    private final int components; // of a colour, without alpha
    private final float[] colours; // one row, width x components, not multiplied by alpha
    private final float[] alpha; // one row, 0 to 1

    private Pixels(BufferedImage picture) {
        raster = picture.getRaster();
        model = picture.getColorModel();
        width = picture.getWidth();
        components = model.getNumColorComponents();
        colours = new float[width * components];
        alpha = new float[width];
    }

    /**
     * The picture a decoder made.
     *
     * @param space what its colours mean; its colour model says how they are stored
     */
    static Image toImage(BufferedImage picture, ColorSpace space) throws IIOException {
        Pixels pixels = new Pixels(picture);
        ColourConversion conversion = ColourConversion.from(space);
        int height = picture.getHeight();
        int width = picture.getWidth();
        float[] rgb = new float[Math.multiplyExact(Math.multiplyExact(height, width), 3)];
        float[] row = new float[3 * width];
        for (int y = 0; y < height; y++) {
            pixels.load(y);
            conversion.convert(pixels.colours, row);
            pixels.layOnWhite(row);
            System.arraycopy(row, 0, rgb, y * row.length, row.length);
        }
        return new Image(height, width, rgb);
    }

    private void load(int y) throws IIOException {
        if (model instanceof IndexColorModel palette) {
            loadIndexed(palette, y);
        } else {
            loadComponents(y);
        }
    }

    private void loadIndexed(IndexColorModel palette, int y) {
        int[] indices = wholeNumbers(y);
        for (int x = 0; x < width; x++) {
            int index = indices[x];
            colours[3 * x] = palette.getRed(index);
            colours[3 * x + 1] = palette.getGreen(index);
            colours[3 * x + 2] = palette.getBlue(index);
            alpha[x] = palette.getAlpha(index) / 255f;
        }
    }

    private void loadComponents(int y) throws IIOException {
        int bands = raster.getNumBands();
        float[] samples = samples(y);
        for (int component = 0; component < components; component++) {
            float divisor = greatest(component) / 255;
            for (int x = 0; x < width; x++) {
                float value = samples[x * bands + component] / divisor;
                colours[x * components + component] = value > 0 ? Math.min(value, 255) : 0; // floats may be anything
            }
        }
        for (int x = 0; x < width; x++) {
            alpha[x] = model.hasAlpha() ? samples[x * bands + components] / greatest(components) : 1;
        }
        if (model.isAlphaPremultiplied()) {
            for (int i = 0; i < colours.length; i++) {
                float share = alpha[i / components];
                colours[i] = share > 0 ? Math.min(colours[i] / share, 255) : 0;
            }
        }
    }

    /** A row as it is stored. Rasters of whole numbers hand those out in one go, but floats by a call for each of them. */
    private float[] samples(int y) {
        if (raster.getTransferType() == DataBuffer.TYPE_FLOAT) {
            return raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, (float[]) null);
        }
        int[] whole = wholeNumbers(y);
        float[] samples = new float[whole.length];
        for (int i = 0; i < whole.length; i++) {
            samples[i] = whole[i];
        }
        return samples;
    }

    private int[] wholeNumbers(int y) {
        return raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, (int[]) null);
    }

    /** The value of a component that stands for full intensity. */
    private float greatest(int component) throws IIOException {
        int bits = model.getComponentSize(component);
        return switch (raster.getTransferType()) {
            case DataBuffer.TYPE_FLOAT -> 1;
            case DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT, DataBuffer.TYPE_INT -> {
                if (bits > 16) {
                    throw new IIOException("samples of %d bits, wanted 16 at most".formatted(bits));
                }
                yield (1 << bits) - 1;
            }
            default -> throw new IIOException("signed or double samples, wanted unsigned ones of up to 16 bits");
        };
    }

    private void layOnWhite(float[] row) {
        if (model.hasAlpha()) {
            for (int i = 0; i < row.length; i++) {
                float share = alpha[i / 3];
                row[i] = row[i] * share + 255 * (1 - share);
            }
        }
    }
}
