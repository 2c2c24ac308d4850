package reverie.cli.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import reverie.cli.report.Version;
import reverie.engine.network.ReceptiveField;
import reverie.engine.network.Shape;

/** Writes a {@link TourPage}, from its first line to its last. */
final class TourWriter {

    /** Address of the original within the page. A layer's address is longer, since its name has a character at least. */
    private static final String ORIGINAL = "/";

    /** What made the page, as it says itself. */
    static final String GENERATOR = "<meta name=\"generator\" content=\"Reverie ";

    private final TourPage page;
    private final Path folder;
    private final OutputStream out;
    private final List<Html> thumbnails = new ArrayList<>();

    TourWriter(TourPage page, Path folder, OutputStream out) {
        this.page = page;
        this.folder = folder;
        this.out = out;
    }

    void write() throws IOException {
        // All pictures have the size of the original, and the head says it: layout does not wait for 20 MB of pictures.
        EmbeddedPicture original = EmbeddedPicture.read(folder.resolve(page.original()));
        writeHead(original);
        writeHeader();
        print(new Html("<main>\n" + PageResource.text("controls.html")));
        writeOriginal(original);
        for (TourStop stop : page.stops()) {
            writeStop(stop);
        }
        writeStrip();
        print(new Html("</main>\n</div>\n"));
        writeLeftOut();
        writeFooter();
    }

    private void writeHead(EmbeddedPicture original) throws IOException {
        String size =
                ":root { --picture-width: %d; --picture-height: %d; }\n".formatted(original.width(), original.height());
        String style = size + PageResource.text("common.css") + PageResource.text("tour.css");
        String script = PageResource.text("tour.js");
        // With this policy the browser itself sees to it that nothing is fetched and no other script runs.
        String policy =
                "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src %s; script-src %s"
                        .formatted(PageResource.digest(style), PageResource.digest(script));
        print(Html.of(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                %s%s">
                <meta name="color-scheme" content="dark light">
                <title>%s</title>
                <link rel="icon" href="%s">
                <style>%s</style>
                <script>%s</script>
                </head>
                """,
                policy,
                new Html(GENERATOR),
                Version.number(),
                page.title(),
                PageResource.icon(),
                new Html(style),
                new Html(script)));
    }

    private void writeHeader() throws IOException {
        print(Html.of("""
                <body>
                <div class="room">
                <header>
                <h1>%s</h1>
                <p><bdi>%s</bdi>, dreamt at %s of <bdi>%s</bdi></p>
                </header>
                """, page.title(), page.photo(), layers(page.stops().size()), page.model()));
    }

    private static String layers(int count) {
        return count == 1 ? "1 layer" : count + " layers";
    }

    private void writeOriginal(EmbeddedPicture picture) throws IOException {
        writeFigure(
                new Figure(
                        ORIGINAL,
                        "original",
                        "%s, the photo before any dream".formatted(page.photo()),
                        Html.of("<bdi>%s</bdi>", page.photo()),
                        fact("height × width", "%d × %d px".formatted(picture.height(), picture.width())),
                        page.original()),
                picture);
    }

    private void writeStop(TourStop stop) throws IOException {
        writeFigure(
                new Figure(
                        ORIGINAL + Html.percentEncoded(stop.layer()).replace("%2F", "/"),
                        stop.label(),
                        "%s, dreamt at layer %s".formatted(page.photo(), stop.layer()),
                        Html.of("<code>%s</code>", stop.layer()),
                        Html.of(
                                "%s%s",
                                stop.shape().map(TourWriter::fact).orElse(Html.NOTHING),
                                stop.field().map(TourWriter::facts).orElse(Html.NOTHING)),
                        stop.picture()),
                EmbeddedPicture.read(folder.resolve(stop.picture())));
    }

    private static Html fact(Shape shape) {
        return fact(
                "height × width × channels", "%d × %d × %d".formatted(shape.height(), shape.width(), shape.channels()));
    }

    private static Html facts(ReceptiveField field) {
        return Html.of(
                "%s%s",
                fact("receptive field", pixels(field.height(), field.width())),
                fact("stride", pixels(field.strideHeight(), field.strideWidth())));
    }

    private static Html fact(String term, String value) {
        return Html.of("<div><dt>%s</dt><dd>%s</dd></div>", term, value);
    }

    private static String pixels(int height, int width) {
        return height == width ? height + " px" : "%d × %d px".formatted(height, width);
    }

    /**
     * What is said of a picture.
     *
     * @param id its address within the page
     * @param alternative the picture in words
     * @param file its name
     */
    private record Figure(String id, String label, String alternative, Html name, Html facts, String file) {}

    private void writeFigure(Figure figure, EmbeddedPicture picture) throws IOException {
        print(Html.of(
                """
                <figure id="%s"%s>
                <div class="wall"><div class="frame"><img src="%s" width="%d" height="%d" alt="%s" decoding="sync"><span class="label">%s</span></div></div>
                <figcaption><p class="layer">%s</p><dl>%s</dl><a class="full" href="./%s" title="%s">full quality<span class="unseen"> of %s, a PNG file</span></a></figcaption>
                </figure>
                """,
                figure.id,
                // Until the script runs, which is when all pictures have been read, the first one is shown.
                figure.id.equals(ORIGINAL) ? new Html(" class=\"current\"") : Html.NOTHING,
                picture.full(),
                picture.width(),
                picture.height(),
                figure.alternative,
                figure.label,
                figure.name,
                figure.facts,
                Html.percentEncoded(figure.file),
                figure.file,
                figure.label));
        thumbnails.add(Html.of("""
                <li><a href="#%s" title="%s"><img src="%s" alt=""><span>%s</span></a></li>
                """, figure.id, figure.label, picture.thumbnail(), figure.label));
    }

    private void writeStrip() throws IOException {
        print(Html.of("""
                <nav class="strip" aria-label="All pictures"><ol>
                %s</ol></nav>
                """, Html.join(thumbnails)));
    }

    private void writeLeftOut() throws IOException {
        if (page.leftOut().isEmpty()) {
            return;
        }
        List<Html> lines = page.leftOut().stream()
                .map(each -> Html.of("<li><code>%s</code> %s</li>\n", each.layer(), each.reason()))
                .toList();
        print(Html.of("""
                <section class="more" aria-labelledby="left-out">
                <h2 id="left-out">Left out</h2>
                <ul>
                %s</ul>
                </section>
                """, Html.join(lines)));
    }

    private void writeFooter() throws IOException {
        print(Html.of("""
                <footer class="more">
                <p class="scripted">Keys: <kbd>←</kbd> and <kbd>→</kbd> step, <kbd>Home</kbd> and <kbd>End</kbd> go to the first and the last picture, <kbd>C</kbd> shows the original while it is held down; so does holding the picture. On a touch screen, swipe.</p>
                <p>Made with Reverie %s.</p>
                </footer>
                </body>
                </html>
                """, Version.number()));
    }

    private void print(Html html) throws IOException {
        out.write(html.markup().getBytes(StandardCharsets.UTF_8));
    }
}
