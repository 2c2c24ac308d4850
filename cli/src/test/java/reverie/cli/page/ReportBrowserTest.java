package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/** The report as somebody reads it who has been sent the file. No script runs in any of these tests. */
class ReportBrowserTest {

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        Path file = folder.resolve("report.html");
        ReportFixture.report().write(file, false);
        address = file.toUri().toString();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        chromium.allowScripts(false);
        chromium.resize(1280, 800);
        chromium.prefer("prefers-color-scheme", "dark");
        chromium.log("browser");
        chromium.open(address);
    }

    private static Rectangle place(String selector) {
        return chromium.find(selector).getRect();
    }

    @Test
    void it_is_read_without_a_script_and_nothing_complains() {
        assertEquals("How far a <little> noise goes", chromium.title());
        assertEquals(List.of(), chromium.log("browser"));
        assertEquals(3, chromium.findAll("figure img").size());
        for (WebElement picture : chromium.findAll("figure img")) {
            assertNotEquals("0", picture.getAttribute("naturalWidth"));
        }
        assertEquals(
                folder.resolve("dark 1.png").toUri().toString(),
                chromium.find("figure a").getAttribute("href"));
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 820, 1280})
    void nothing_is_wider_than_the_window(int width) {
        chromium.resize(width, 800);
        chromium.open(address);
        for (String selector : List.of("h1", "p", ".table", "figure", ".plot", "pre", ".formula")) {
            for (WebElement each : chromium.findAll(selector)) {
                Rectangle place = each.getRect();
                assertTrue(place.width > 0 && place.x + place.width <= width, () -> selector + " at " + place.x);
            }
        }
    }

    @Test
    void pictures_stand_side_by_side_on_a_telephone_too() {
        chromium.resize(390, 800);
        chromium.open(address);
        assertEquals(place("figure:nth-child(1)").y, place("figure:nth-child(2)").y);
        assertTrue(place("figure:nth-child(3)").y > place("figure:nth-child(1)").y);
    }

    @Test
    void numbers_are_set_to_the_right_and_words_to_the_left() {
        assertEquals("left", chromium.find("tbody tr td:nth-child(4)").getCssValue("text-align"));
        assertEquals("right", chromium.find("tbody tr td:nth-child(2)").getCssValue("text-align"));
        assertEquals("right", chromium.find("thead th:nth-child(3)").getCssValue("text-align"));
        assertEquals("How far apart the dreams are", chromium.find("caption").getText());
    }

    @Test
    void a_formula_is_drawn_as_one() {
        Rectangle numerator = place("mfrac > :nth-child(1)");
        Rectangle denominator = place("mfrac > :nth-child(2)");
        assertTrue(numerator.y + numerator.height <= denominator.y, "one above the other");
        assertEquals("PSNR = 20 log₁₀(255 / RMSE)", chromium.find(".formula").getText());
    }

    /** Of text, the page's ground, and the plot's letters and lines. */
    @ParameterizedTest
    @CsvSource({
        "dark, 'rgba(12, 12, 11, 1)', 'rgb(98, 184, 240)'",
        "light, 'rgba(241, 239, 235, 1)', 'rgb(0, 103, 163)'"
    })
    void it_is_dark_or_light_as_the_reader_wishes(String scheme, String ground, String series) {
        chromium.prefer("prefers-color-scheme", scheme);
        assertEquals(ground, chromium.find("body").getCssValue("background-color"));
        assertEquals(
                chromium.find("main p")
                        .getCssValue("color")
                        .replace("rgba", "rgb")
                        .replace(", 1)", ")"),
                chromium.find(".plot > text").getCssValue("fill"));
        assertEquals(series, chromium.find(".plot .series-1").getCssValue("stroke"));
    }

    @Test
    void a_plot_is_a_picture_with_a_name() {
        WebElement plot = chromium.find(".plot");
        assertTrue(List.of("image", "img").contains(plot.getAriaRole()), plot.getAriaRole());
        assertEquals(
                "Distance of two dreams over the noise that one of them began with, both in levels",
                plot.getAccessibleName());
        assertTrue(plot.getRect().height > 200);
    }
}
