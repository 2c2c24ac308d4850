package reverie.cli.fool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import reverie.cli.option.OutputOptions;
import reverie.cli.page.Report;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.engine.image.Image;

/**
 * The files that fooling a network leaves: a picture, and beside it a page for people and a text for programs.
 *
 * @param picture a PNG
 */
record FoolingFiles(Path picture, OutputOptions output) {

    /** The page, beside the picture. */
    Path page() {
        return beside(".html");
    }

    private Path json() {
        return beside(".json");
    }

    private Path beside(String ending) {
        return picture.resolveSibling(picture.getFileName().toString().replaceFirst("\\.[^.]*$", ending));
    }

    /**
     * Refuses what could not be written, or not without loss.
     *
     * @param loss what a JPEG would do
     */
    void check(String loss) throws IOException {
        if (PictureFormat.of(picture) != PictureFormat.PNG) {
            throw new UsageException("%s must end in .png: a JPEG would %s".formatted(picture, loss));
        }
        output.check(picture);
        output.check(page());
        output.check(json());
    }

    void writePicture(Image image) throws IOException {
        output.write(
                picture,
                out -> PictureWriter.write(
                        image, PictureFormat.PNG, Map.of("Software", "reverie " + Version.number()), out));
    }

    void writePage(Report report) throws IOException {
        report.write(page(), output.force());
    }

    void writeJson(String text) throws IOException {
        output.write(json(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
