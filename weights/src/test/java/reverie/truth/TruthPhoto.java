package reverie.truth;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import reverie.engine.image.Image;
import reverie.kernels.testing.SharedData;

/** Photos of the truth data. */
public final class TruthPhoto {

    private TruthPhoto() {}

    /** A photo by its file name, every so-manieth pixel of it. */
    public static Image thinned(String name, int step) throws IOException {
        BufferedImage photo = ImageIO.read(SharedData.file("images/" + name).toFile());
        int height = photo.getHeight() / step;
        int width = photo.getWidth() / step;
        float[] rgb = new float[height * width * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int colour = photo.getRGB(x * step, y * step);
                int at = (y * width + x) * 3;
                rgb[at] = colour >> 16 & 0xff;
                rgb[at + 1] = colour >> 8 & 0xff;
                rgb[at + 2] = colour & 0xff;
            }
        }
        return new Image(height, width, rgb);
    }
}
