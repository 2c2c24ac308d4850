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
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import reverie.cli.Reverie;

/** From {@code fool --from cppn} to the page in a browser. */
class FoolFromNothingBrowserTest {

    @TempDir
    Path folder;

    @Test
    void the_page_can_be_read_on_a_telephone_without_a_script() {
        try (Chromium chromium = Chromium.start()) {
            var err = new StringWriter();
            Path picture = folder.resolve("cactus.png");
            int exitCode = Reverie.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err, true),
                    "fool",
                    "--model=bundled",
                    "--from=cppn",
                    "--target=cactus",
                    "--output",
                    picture.toString());
            assertEquals(0, exitCode, err::toString);

            chromium.allowScripts(false);
            chromium.resize(390, 800);
            chromium.open(folder.resolve("cactus.html").toUri().toString());
            assertEquals("cactus from nothing", chromium.title());
            assertTrue(chromium.findAll("figure img").size() >= 4);
            for (WebElement each : chromium.findAll("figure img")) {
                assertNotEquals("0", each.getAttribute("naturalWidth"));
                assertNotEquals("", each.getAttribute("alt"));
            }
            for (String selector : List.of("h1", "p", ".table", "figure", ".plot", "pre", ".formula")) {
                for (WebElement each : chromium.findAll(selector)) {
                    Rectangle place = each.getRect();
                    assertTrue(place.width > 0 && place.x + place.width <= 390, () -> selector + " at " + place.x);
                }
            }
            assertEquals(picture.toUri().toString(), chromium.find("figure a").getAttribute("href"));
            assertTrue(chromium.find(".plot").getAccessibleName().contains("How sure the network is of cactus"));
            assertEquals(List.of(), chromium.log("browser"));
        }
    }
}
