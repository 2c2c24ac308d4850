package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import reverie.cli.Reverie;

/** A real comparison, from the command to the page in a browser. */
class CompareCommandBrowserTest {

    @TempDir
    Path folder;

    @Test
    void the_report_of_a_comparison_is_read_without_scripts() {
        try (Chromium chromium = Chromium.start()) {
            var err = new StringWriter();
            int exitCode = Reverie.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err, true),
                    "compare",
                    "--model=bundled",
                    "--size=96",
                    "--octaves=2",
                    "--iterations=2",
                    "--change=seeds=2,mirror,noise=1..4",
                    "--output",
                    folder.toString());
            assertEquals(0, exitCode, err::toString);

            chromium.allowScripts(false);
            chromium.resize(390, 800);
            chromium.log("browser");
            chromium.open(folder.resolve("index.html").toUri().toString());
            assertEquals("How much does a dream of winter.jpg change?", chromium.title());
            assertEquals(List.of(), chromium.log("browser"));
            for (WebElement picture : chromium.findAll("figure img")) {
                assertNotEquals("0", picture.getAttribute("naturalWidth"));
                assertFalse(picture.getAttribute("alt").isBlank());
            }
            for (WebElement link : chromium.findAll("figure a")) {
                assertTrue(Files.exists(Path.of(URI.create(link.getAttribute("href")))), link.getAttribute("href"));
            }
            // How it grows, and whether stronger changes matter more.
            assertEquals(2, chromium.findAll(".plot").size());
            // Photo and dream; mean and deviation; 3 + 2 for the rounding, the mirror and three strengths; 2 + 2 for
            // the seed.
            assertEquals(2 + 2 + 5 * 5 + 4, chromium.findAll("figure img").size());
            List<String> headings =
                    chromium.findAll("h2").stream().map(WebElement::getText).toList();
            assertTrue(headings.contains("Does the dream go along?"), headings::toString);
            assertTrue(headings.contains("In pictures: noise 4"), headings::toString);
            for (WebElement each : chromium.findAll("h1, h2, p, .table, figure, .plot")) {
                assertTrue(each.getRect().x + each.getRect().width <= 390, each::getText);
            }
        }
    }
}
