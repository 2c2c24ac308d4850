package reverie.cli.film;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import reverie.engine.image.Image;

/**
 * A picture in the colours of a palette. What a pixel lacks is handed to its neighbours (R. Floyd and L. Steinberg, An
 * Adaptive Algorithm for Spatial Greyscale, 1976), row by row to and fro, so that no slanting patterns appear.
 */
final class Dithering {

    private Dithering() {}

    static BufferedImage dither(Image image, Palette palette) {
        int width = image.width();
        var bitmap = new BufferedImage(width, image.height(), BufferedImage.TYPE_BYTE_INDEXED, palette.colourModel());
        byte[] indices = ((DataBufferByte) bitmap.getRaster().getDataBuffer()).getData();
        float[] lack = new float[3 * (width + 2)]; // of this row, with a pixel more at either end
        float[] below = new float[3 * (width + 2)];
        float[] wanted = new float[3];
        for (int y = 0; y < image.height(); y++) {
            int forward = y % 2 == 0 ? 1 : -1;
            for (int i = 0; i < width; i++) {
                int x = forward > 0 ? i : width - 1 - i;
                for (int channel = 0; channel < 3; channel++) {
                    float value = image.rgb()[3 * (y * width + x) + channel] + lack[3 * (x + 1) + channel];
                    wanted[channel] = value > 0 ? Math.min(value, 255) : 0; // what no colour can give is forgotten
                }
                int index = palette.nearest(wanted[0], wanted[1], wanted[2]);
                indices[y * width + x] = (byte) index;
                for (int channel = 0; channel < 3; channel++) {
                    float sixteenth = (wanted[channel] - palette.component(index, channel)) / 16;
                    lack[3 * (x + 1 + forward) + channel] += 7 * sixteenth;
                    below[3 * (x + 1 - forward) + channel] += 3 * sixteenth;
                    below[3 * (x + 1) + channel] += 5 * sixteenth;
                    below[3 * (x + 1 + forward) + channel] += sixteenth;
                }
            }
            float[] spent = lack;
            lack = below;
            below = spent;
            Arrays.fill(below, 0);
        }
        return bitmap;
    }
}
