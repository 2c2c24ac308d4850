package reverie.bench.peer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import reverie.engine.image.Image;

/** Pictures as PNG files, of this comparison's own making; for photos there is more to heed. */
final class Pictures {

    private Pictures() {}

    static Image readPng(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        float[] rgb = new float[3 * picture.getHeight() * picture.getWidth()];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int colours = picture.getRGB(pixel % picture.getWidth(), pixel / picture.getWidth());
            rgb[i] = (colours >> (8 * (2 - i % 3))) & 0xff;
        }
        return new Image(picture.getHeight(), picture.getWidth(), rgb);
    }

    static void writePng(Image image, Path file) throws IOException {
        var buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < image.width() * image.height(); i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = (rgb << 8) | Math.clamp(Math.round(image.rgb()[3 * i + c]), 0, 255);
            }
            buffered.setRGB(i % image.width(), i / image.width(), rgb);
        }
        if (!ImageIO.write(buffered, "png", file.toFile())) {
            throw new IOException("no PNG can be written");
        }
    }
}
