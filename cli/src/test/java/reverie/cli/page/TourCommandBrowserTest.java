package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import reverie.cli.Reverie;

/** A real tour, from the command to the page in a browser. */
class TourCommandBrowserTest {

    private static final String CURRENT = "figure.current .frame";

    @TempDir
    Path folder;

    @Test
    void a_tour_of_the_winter_scene_can_be_stepped_through() {
        try (Chromium chromium = Chromium.start()) {
            var err = new StringWriter();
            int exitCode = Reverie.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err, true),
                    "tour",
                    "--model=bundled",
                    "--size=160",
                    "--iterations=3",
                    "--layers=5a,3a,4b",
                    "--output",
                    folder.toString());
            assertEquals(0, exitCode, err::toString);

            chromium.open(folder.resolve(TourPage.FILE_NAME).toUri().toString());
            for (String label : List.of("original", "3a", "4b", "5a")) {
                assertEquals(label, chromium.find(CURRENT + " > .label").getText());
                assertEquals(
                        List.of(160L, 120L),
                        chromium.evaluate(
                                "[arguments[0].naturalWidth, arguments[0].naturalHeight]",
                                chromium.find(CURRENT + " img")));
                chromium.press(Keys.ARROW_RIGHT);
            }
            assertEquals("4 / 4", chromium.find(".position").getText());
            chromium.press(Keys.HOME);
            assertEquals("original", chromium.find(CURRENT + " > .label").getText());
            assertTrue(chromium.log("browser").isEmpty(), "errors in the console");
        }
    }
}
