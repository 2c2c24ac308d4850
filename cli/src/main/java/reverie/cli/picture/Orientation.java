package reverie.cli.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import reverie.engine.image.Image;

/**
 * Which way is up, as EXIF says it: cameras store what the sensor saw and add how to turn it. A pixel of the upright
 * picture at (row, column) is found in the stored one at the same place, after the two are swapped if {@code
 * transposed} and then counted from the far end where {@code fromBottom} or {@code fromRight}.
 *
 * @param transposed rows of the upright picture are columns of the stored one
 * @param fromBottom stored rows are counted from the last
 * @param fromRight stored columns are counted from the last
 */
record Orientation(boolean transposed, boolean fromBottom, boolean fromRight) {

    private static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** The orientation that EXIF writes as a number from 1 to 8; other numbers are upright. */
    static Orientation ofExif(int number) {
        return switch (number) {
            case 2 -> new Orientation(false, false, true);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, true, false);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, true, false);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, false, true);
            default -> UPRIGHT;
        };
    }

    /** The orientation named in a picture file. A file without one, or with damaged metadata, is upright. */
    static Orientation of(byte[] file) {
        try {
            return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length)
                    .getDirectoriesOfType(ExifIFD0Directory.class)
                    .stream()
                    .map(directory -> directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                    .filter(number -> number != null)
                    .findFirst()
                    .map(Orientation::ofExif)
                    .orElse(UPRIGHT);
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            // The pixels were read; a camera's botched notes are no reason to refuse them.
            return UPRIGHT;
        }
    }

    /** The stored picture, upright: width and height are swapped if transposed. */
    Image apply(Image stored) {
        if (equals(UPRIGHT)) {
            return stored;
        }
        int height = transposed ? stored.width() : stored.height();
        int width = transposed ? stored.height() : stored.width();
        float[] rgb = new float[stored.rgb().length]; // height x width x 3
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = transposed ? x : y;
                int column = transposed ? y : x;
                row = fromBottom ? stored.height() - 1 - row : row;
                column = fromRight ? stored.width() - 1 - column : column;
                System.arraycopy(stored.rgb(), 3 * (row * stored.width() + column), rgb, 3 * (y * width + x), 3);
            }
        }
        return new Image(height, width, rgb);
    }
}
