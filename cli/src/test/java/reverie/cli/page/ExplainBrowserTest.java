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

/** A real page of {@code reverie explain}, read without a script on a telephone and on a desk. */
class ExplainBrowserTest {

    @TempDir
    Path folder;

    @Test
    void a_lesson_on_the_winter_scene_can_be_read() {
        Path page = folder.resolve("lesson.html");
        var err = new StringWriter();
        int exitCode = Reverie.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                "explain",
                "--size=96",
                "--layer=3a",
                "--iterations=1",
                "--output",
                page.toString());
        assertEquals(0, exitCode, err::toString);
        try (Chromium chromium = Chromium.start()) {
            chromium.allowScripts(false);
            for (int width : List.of(360, 1280)) {
                chromium.resize(width, 800);
                chromium.open(page.toUri().toString());
                assertEquals("winter.jpg in inception_3a/output, explained", chromium.title());
                List<WebElement> pictures = chromium.findAll("figure img");
                assertTrue(pictures.size() > 25, "%d pictures".formatted(pictures.size()));
                for (WebElement picture : pictures) {
                    assertNotEquals("0", picture.getAttribute("naturalWidth"));
                    assertNotEquals("", picture.getAttribute("alt"));
                    var place = picture.getRect();
                    assertTrue(place.x >= 0 && place.x + place.width <= width, "a picture sticks out");
                }
                assertEquals(7, chromium.findAll("h2").size());
                assertEquals(3, chromium.findAll(".plot").size());
                assertEquals(List.of(), chromium.log("browser"));
            }
        }
    }
}
