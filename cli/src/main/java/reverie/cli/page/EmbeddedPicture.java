package reverie.cli.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureWriter;
import reverie.cli.picture.Resampling;
import reverie.engine.image.Image;

/**
 * A picture as it stands in the page: addresses that are the picture itself.
 *
 * @param height in pixels, as {@code width}
 * @param full a JPEG of that size
 * @param thumbnail a small one
 */
record EmbeddedPicture(int height, int width, String full, String thumbnail) {

    /** A dream of 1024 x 768 pixels takes some 370 KB, where the JPEGs of {@code reverie dream} take 635. */
    private static final float QUALITY = 0.85f;

    private static final float THUMBNAIL_QUALITY = 0.8f;

    /** Twice the size at which thumbnails are shown, for fine screens. */
    private static final int THUMBNAIL_SIDE = 160;

    /** Reads a picture file; nothing of it but the result stays in memory. */
    static EmbeddedPicture read(Path file) throws IOException {
        Image image = PhotoReader.read(file);
        Image small = Resampling.shrinkToLongestSide(image, THUMBNAIL_SIDE);
        return new EmbeddedPicture(
                image.height(), image.width(), address(image, QUALITY), address(small, THUMBNAIL_QUALITY));
    }

    /** The address of a picture at the page's own quality. */
    static String jpeg(Image image) throws IOException {
        return address(image, QUALITY);
    }

    private static String address(Image image, float quality) throws IOException {
        return address("jpeg", PictureWriter.jpeg(image, quality));
    }

    /** The address that is a file, of a kind such as {@code png}. */
    static String address(String kind, byte[] file) {
        return "data:image/" + kind + ";base64," + Base64.getEncoder().encodeToString(file);
    }
}
