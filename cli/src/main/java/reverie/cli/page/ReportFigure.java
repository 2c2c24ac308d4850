package reverie.cli.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import reverie.cli.picture.PictureWriter;
import reverie.engine.image.Image;

/**
 * A picture in a {@link Report}, which holds it encoded as it stands in the page.
 *
 * @param height in pixels, as {@code width}
 * @param address the picture itself
 * @param pixelated whether its pixels are to be seen as squares where it is enlarged
 * @param alternative the picture in words, for those who cannot see it
 * @param caption below it; what stands between two backticks is code
 * @param link the name of a file beside the page that a click leads to
 */
public record ReportFigure(
        int height,
        int width,
        String address,
        boolean pixelated,
        String alternative,
        String caption,
        Optional<String> link) {

    public ReportFigure {
        if (alternative.isBlank()) {
            throw new IllegalArgumentException("the picture '%s' is not put into words".formatted(caption));
        }
    }

    /** A photo or dream, as a JPEG. */
    public static ReportFigure of(Image image, String alternative, String caption) throws IOException {
        return new ReportFigure(
                image.height(),
                image.width(),
                EmbeddedPicture.jpeg(image),
                false,
                alternative,
                caption,
                Optional.empty());
    }

    /** A map of few pixels, each of which counts, as a PNG. */
    public static ReportFigure ofPixels(Image image, String alternative, String caption) throws IOException {
        return new ReportFigure(
                image.height(),
                image.width(),
                EmbeddedPicture.address("png", PictureWriter.plainPng(image)),
                true,
                alternative,
                caption,
                Optional.empty());
    }

    /**
     * The same picture with a link to a file.
     *
     * @param file lies beside the page
     */
    public ReportFigure linkedTo(Path file) {
        return new ReportFigure(
                height,
                width,
                address,
                pixelated,
                alternative,
                caption,
                Optional.of(file.getFileName().toString()));
    }
}
