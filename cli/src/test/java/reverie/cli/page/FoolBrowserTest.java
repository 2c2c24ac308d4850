package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import reverie.cli.Reverie;

/** A network that is really fooled, from the command to the page in a browser. */
class FoolBrowserTest {

    @TempDir
    Path folder;

    @Test
    void page_shows_the_pictures_and_the_answers_on_a_telephone() {
        try (var chromium = Chromium.start()) {
            var messages = new StringWriter();
            var printer = new PrintWriter(messages);
            Path photo = Path.of(System.getProperty("reverie.root", "..")).resolve("examples/winter.jpg");
            Path picture = folder.resolve("fooled.png");
            int code = Reverie.run(
                    printer,
                    printer,
                    "fool",
                    photo.toString(),
                    "-o",
                    picture.toString(),
                    "--target=cat",
                    "--controls=9");
            assertEquals(0, code, messages::toString);
            chromium.allowScripts(false);
            chromium.resize(390, 800);
            chromium.open(folder.resolve("fooled.html").toUri().toString());
            assertEquals(List.of(), chromium.log("browser"));
            assertEquals("“cat”, says the network", chromium.title());
            List<WebElement> pictures = chromium.findAll("figure img");
            assertEquals(3, pictures.size());
            for (WebElement each : pictures) {
                assertEquals("64", each.getAttribute("naturalWidth"));
                assertNotEquals("", each.getAttribute("alt"));
            }
            assertEquals(picture.toUri().toString(), chromium.find("figure a").getAttribute("href"));
            assertEquals(5, chromium.findAll("table").size());
            assertEquals(2, chromium.findAll(".plot").size());
            for (String selector : List.of("p", ".table", "figure", ".plot", "pre")) {
                for (WebElement each : chromium.findAll(selector)) {
                    assertTrue(each.getRect().x + each.getRect().width <= 390, selector);
                }
            }
        }
    }
}
