package reverie.cli.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import reverie.cli.plot.LinePlot;
import reverie.cli.report.Version;

/** Writes a {@link Report}, from its first line to its last. */
final class ReportWriter {

    private static final Pattern EMPTY_LINE = Pattern.compile("\\n\\s*\\n");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Report report;
    private final OutputStream out;

    ReportWriter(Report report, OutputStream out) {
        this.report = report;
        this.out = out;
    }

    void write() throws IOException {
        writeHead();
        print(Html.of("""
                <body>
                <header>
                <h1>%s</h1>
                <p class="lead">%s</p>
                </header>
                <main>
                """, report.title(), inline(report.lead())));
        for (ReportSection section : report.sections()) {
            print(Html.of("<section>\n<h2>%s</h2>\n", section.heading()));
            for (Block block : section.blocks()) {
                print(html(block));
            }
            print(new Html("</section>\n"));
        }
        print(Html.of("""
                </main>
                <footer>
                <p>Made with Reverie %s and the model <bdi>%s</bdi> by this command:</p>
                <pre><code>%s</code></pre>
                </footer>
                </body>
                </html>
                """, Version.number(), report.model(), report.command()));
    }

    private void writeHead() throws IOException {
        String style = PageResource.text("common.css") + PageResource.text("report.css") + LinePlot.styleSheet();
        // With this policy the browser itself sees to it that nothing is fetched and nothing runs.
        String policy = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src %s"
                .formatted(PageResource.digest(style));
        print(Html.of("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="generator" content="Report of Reverie %s">
                <meta name="color-scheme" content="dark light">
                <title>%s</title>
                <link rel="icon" href="%s">
                <style>%s</style>
                </head>
                """, policy, Version.number(), report.title(), PageResource.icon(), new Html(style)));
    }

    private static Html html(Block block) {
        return switch (block) {
            case Block.Prose prose ->
                Html.join(EMPTY_LINE
                        .splitAsStream(prose.text().strip())
                        .map(paragraph -> Html.of("<p>%s</p>\n", inline(paragraph)))
                        .toList());
            case Block.Formula formula -> html(formula);
            case Block.Table table -> html(table);
            case Block.Figures figures ->
                Html.of(
                        "<div class=\"figures\">\n%s</div>\n",
                        Html.join(figures.figures().stream()
                                .map(ReportWriter::html)
                                .toList()));
            case Block.Plot plot ->
                Html.of(
                        "<div class=\"plots\">\n%s</div>\n",
                        new Html(plot.plot().toSvg()));
        };
    }

    /** Text with code between backticks. */
    private static Html inline(String text) {
        String escaped = Html.of("%s", text).markup();
        return new Html(CODE.matcher(escaped).replaceAll("<code>$1</code>"));
    }

    private static Html html(Block.Formula formula) {
        return Html.of(
                "<p class=\"formula\" title=\"%s\">%s</p>\n",
                formula.plain(), formula.mathMl().map(Html::new).orElseGet(() -> Html.of("%s", formula.plain())));
    }

    private static Html html(Block.Table table) {
        List<Html> rows = table.rows().stream()
                .map(row -> Html.of("<tr>%s</tr>\n", row(table, row, "th scope=\"row\"", "td")))
                .toList();
        return Html.of(
                """
                <div class="table"><table>
                <caption>%s</caption>
                <thead><tr>%s</tr></thead>
                <tbody>
                %s</tbody>
                </table></div>
                """,
                inline(table.caption()),
                row(table, table.header(), "th scope=\"col\"", "th scope=\"col\""),
                Html.join(rows));
    }

    /** @param first the tag of the first cell; end tags of cells are optional in HTML */
    private static Html row(Block.Table table, List<String> cells, String first, String others) {
        return Html.join(IntStream.range(0, cells.size())
                .mapToObj(column -> Html.of(
                        "<%s%s>%s",
                        new Html(column == 0 ? first : others),
                        new Html(table.isNumeric(column) ? " class=\"number\"" : ""),
                        inline(cells.get(column))))
                .toList());
    }

    private static Html html(ReportFigure figure) {
        Html picture = Html.of(
                "<img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\"%s>",
                figure.address(),
                figure.width(),
                figure.height(),
                figure.alternative(),
                new Html(figure.pixelated() ? " class=\"pixels\"" : ""));
        Html linked = figure.link()
                .map(file -> Html.of("<a href=\"./%s\" title=\"%s\">%s</a>", Html.percentEncoded(file), file, picture))
                .orElse(picture);
        return Html.of("<figure>%s<figcaption>%s</figcaption></figure>\n", linked, inline(figure.caption()));
    }

    private void print(Html html) throws IOException {
        out.write(html.markup().getBytes(StandardCharsets.UTF_8));
    }
}
