package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/** The page as somebody uses it who has been sent the file. */
class TourBrowserTest {

    private static final String PICTURE = "figure.current .frame";

    /** In JavaScript: the texts of what can be touched, but hardly be met with a thumb. */
    private static final String SMALL_TARGETS = """
            [...document.querySelectorAll('button, a')]
              .filter(target => target.checkVisibility())
              .filter(target => target.offsetWidth < 44 || target.offsetHeight < 44)
              .map(target => target.textContent)""";

    @TempDir
    static Path common;

    private static Chromium chromium;
    private static String shortTour;
    private static String longTour;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        shortTour = write(TourFixture.tour(common), common);
        Path other = Files.createDirectory(common.resolve("long"));
        longTour = write(TourFixture.longTour(other), other);
    }

    private static String write(TourPage page, Path folder) throws IOException {
        page.write(folder, false);
        return folder.resolve(TourPage.FILE_NAME).toUri().toString();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        chromium.allowScripts(true);
        chromium.resize(1280, 800);
        chromium.prefer("prefers-color-scheme", "dark");
        chromium.open(shortTour);
    }

    /** Which picture is shown, as a reader sees it: by its grey, its label and its position. */
    private static void assertShown(int index, String label) throws IOException {
        assertGrey(index);
        assertEquals(label, chromium.find(PICTURE + " > .label").getText());
        assertEquals((index + 1) + " / 6", chromium.find(".position").getText());
        assertEquals(
                1,
                chromium.findAll("figure").stream()
                        .filter(WebElement::isDisplayed)
                        .count());
    }

    private static void assertGrey(int index) throws IOException {
        int colour = chromium.colourAt(chromium.find(PICTURE));
        for (int shift : List.of(0, 8, 16)) {
            assertEquals(TourFixture.grey(index, 6), colour >> shift & 255, 2, "picture %d".formatted(index));
        }
    }

    @Test
    void the_original_comes_first() throws IOException {
        assertShown(0, "original");
        assertEquals("Winter, layer by layer", chromium.title());
        assertEquals("winter.jpg", chromium.find("figure.current .layer").getText());
    }

    @Test
    void keys_step_and_stop_at_the_ends() throws IOException {
        chromium.press(Keys.ARROW_RIGHT);
        assertShown(1, "conv1/7x7_s2");
        chromium.press(Keys.ARROW_RIGHT);
        assertShown(2, "3a");
        chromium.press(Keys.ARROW_LEFT);
        assertShown(1, "conv1/7x7_s2");
        chromium.press(Keys.END);
        assertShown(5, "fire9");
        chromium.press(Keys.ARROW_RIGHT);
        assertShown(5, "fire9");
        chromium.press(Keys.HOME);
        assertShown(0, "original");
        chromium.press(Keys.ARROW_LEFT);
        assertShown(0, "original");
    }

    @Test
    void keys_with_a_modifier_are_left_to_the_browser() throws IOException {
        chromium.actions()
                .keyDown(Keys.SHIFT)
                .sendKeys(Keys.ARROW_RIGHT)
                .keyUp(Keys.SHIFT)
                .perform();
        assertShown(0, "original");
    }

    @Test
    void buttons_step_and_say_where_they_lead_nowhere() throws IOException {
        WebElement back = chromium.find("button.back");
        WebElement forward = chromium.find("button.forward");
        assertEquals("Back", back.getAccessibleName());
        assertEquals("Forward", forward.getAccessibleName());
        assertEquals("true", back.getAttribute("aria-disabled"));
        forward.click();
        forward.click();
        assertShown(2, "3a");
        assertEquals("false", back.getAttribute("aria-disabled"));
        back.click();
        assertShown(1, "conv1/7x7_s2");
        for (int i = 0; i < 4; i++) {
            forward.click();
        }
        assertShown(5, "fire9");
        assertEquals("true", forward.getAttribute("aria-disabled"));
    }

    @Test
    void the_label_stands_at_the_lower_right_of_the_picture() {
        chromium.press(Keys.END);
        Rectangle picture = chromium.find(PICTURE).getRect();
        Rectangle label = chromium.find(PICTURE + " > .label").getRect();
        assertEquals(picture.x + picture.width, label.x + label.width, 16);
        assertEquals(picture.y + picture.height, label.y + label.height, 16);
        assertTrue(label.x > picture.x + picture.width / 2, label.x + " in " + picture.width);
    }

    @Test
    void a_layer_is_described() {
        chromium.press(Keys.END);
        String caption = chromium.find("figure.current figcaption").getText();
        for (String part : List.of("fire9/concat", "26 × 40 × 40", "11 × 13 px", "2 px", "full quality")) {
            assertTrue(caption.contains(part), caption);
        }
        assertTrue(chromium.find("figure.current a.full").getAttribute("href").endsWith("/winter.5.png"));
        chromium.find("figure.current a.full").click();
        assertTrue(chromium.address().endsWith("/winter.5.png"), chromium.address());
    }

    @Test
    void a_picture_fills_what_is_left_of_the_window() {
        Rectangle picture = chromium.find(PICTURE).getRect();
        assertEquals((double) TourFixture.WIDTH / TourFixture.HEIGHT, (double) picture.width / picture.height, 0.01);
        assertTrue(picture.height > 450, picture.height + " of 800");
        Rectangle strip = chromium.find(".strip").getRect();
        assertEquals(800, strip.y + strip.height, 1);
    }

    @Test
    void the_original_shows_while_a_key_is_held() throws IOException {
        chromium.press(Keys.END);
        chromium.actions().keyDown("c").perform();
        assertGrey(0);
        assertEquals("true", chromium.find(".compare").getAttribute("aria-pressed"));
        chromium.actions().keyUp("c").perform();
        assertShown(5, "fire9");
        assertEquals("false", chromium.find(".compare").getAttribute("aria-pressed"));
    }

    @ParameterizedTest
    @CsvSource({PICTURE, ".compare"})
    void the_original_shows_while_the_mouse_is_held(String place) throws IOException {
        chromium.press(Keys.END);
        chromium.actions().clickAndHold(chromium.find(place)).perform();
        assertGrey(0);
        assertTrue(chromium.find(".overlay .label").isDisplayed());
        chromium.actions().moveByOffset(30, -60).release().perform();
        assertShown(5, "fire9");
    }

    @Test
    void the_original_shows_while_space_is_held_on_the_button() throws IOException {
        chromium.press(Keys.END);
        chromium.evaluate("arguments[0].focus()", chromium.find(".compare"));
        chromium.actions().keyDown(Keys.SPACE).perform();
        assertGrey(0);
        chromium.actions().keyUp(Keys.SPACE).perform();
        assertShown(5, "fire9");
    }

    @Test
    void software_that_cannot_hold_a_button_switches_it() throws IOException {
        chromium.press(Keys.END);
        chromium.evaluate("arguments[0].click()", chromium.find(".compare"));
        assertGrey(0);
        chromium.evaluate("arguments[0].click()", chromium.find(".compare"));
        assertShown(5, "fire9");
    }

    @Test
    void a_step_ends_a_comparison() throws IOException {
        chromium.press(Keys.END);
        chromium.actions().keyDown("c").sendKeys(Keys.ARROW_LEFT).perform();
        assertShown(4, "4c");
        chromium.actions().keyUp("c").perform();
        assertShown(4, "4c");
    }

    @Test
    void a_finger_steps_when_it_moves_and_compares_when_it_stays() throws Exception {
        chromium.resize(360, 740);
        chromium.open(shortTour);
        Rectangle picture = chromium.find(PICTURE).getRect();
        int y = picture.y + picture.height / 2;
        swipe(300, 100, y);
        assertShown(1, "conv1/7x7_s2");
        swipe(300, 100, y);
        assertShown(2, "3a");
        swipe(60, 260, y);
        assertShown(1, "conv1/7x7_s2");

        chromium.touch("touchStart", 180, y);
        Thread.sleep(600); // longer than the page waits
        assertGrey(0);
        chromium.touch("touchEnd", 180, y);
        assertShown(1, "conv1/7x7_s2");
    }

    private static void swipe(int from, int to, int y) {
        chromium.touch("touchStart", from, y);
        for (int i = 1; i <= 5; i++) {
            chromium.touch("touchMove", from + (to - from) * i / 5, y + i);
        }
        chromium.touch("touchEnd", to, y);
    }

    @Test
    void thumbnails_jump() throws IOException {
        List<WebElement> thumbnails = chromium.findAll(".strip a");
        assertEquals(6, thumbnails.size());
        thumbnails.get(4).click();
        assertShown(4, "4c");
        assertEquals(List.of("4c"), texts(".strip [aria-current=true]"));
        thumbnails.get(0).click();
        assertShown(0, "original");
        assertEquals(List.of("original"), texts(".strip [aria-current=true]"));
    }

    private static List<String> texts(String selector) {
        return chromium.findAll(selector).stream().map(WebElement::getText).toList();
    }

    @Test
    void the_current_thumbnail_of_many_is_in_sight() {
        chromium.prefer("prefers-reduced-motion", "reduce");
        chromium.open(longTour);
        for (CharSequence key : List.of(Keys.END, Keys.HOME, Keys.ARROW_RIGHT, Keys.END, Keys.ARROW_LEFT)) {
            chromium.press(key);
            // Not even a moment later: without motion it is there at once.
            Rectangle thumbnail = chromium.find(".strip [aria-current]").getRect();
            assertTrue(
                    thumbnail.x >= 0 && thumbnail.x + thumbnail.width <= 1280, thumbnail.x + " to " + thumbnail.width);
        }
        assertEquals("80 / 81", chromium.find(".position").getText());
        assertTrue((boolean) chromium.evaluate("document.querySelector('.strip').scrollLeft > 4000"));
    }

    @Test
    void the_strip_glides_only_for_those_who_do_not_mind() {
        chromium.prefer("prefers-reduced-motion", "no-preference");
        chromium.open(longTour);
        Object moved = chromium.evaluate("""
                (() => {
                  document.querySelectorAll('.strip a')[15].click();
                  return document.querySelector('.strip').scrollLeft;
                })()""");
        assertEquals(0, ((Number) moved).intValue());
        chromium.actions().pause(2000).perform();
        Rectangle thumbnail = chromium.find(".strip [aria-current]").getRect();
        assertEquals(640, thumbnail.x + thumbnail.width / 2, 10, "the middle of the window");
    }

    @Test
    void the_address_follows_and_a_reload_stays() throws IOException {
        assertEquals(shortTour, chromium.address());
        chromium.press(Keys.ARROW_RIGHT);
        chromium.press(Keys.ARROW_RIGHT);
        assertEquals(shortTour + "#/inception_3a/output", chromium.address());
        chromium.reload();
        assertShown(2, "3a");
        assertEquals(0L, ((Number) chromium.evaluate("scrollY")).longValue());
        chromium.open(shortTour + "#/inception_4c/output");
        assertShown(4, "4c");
        chromium.evaluate("location.hash = '#/fire9/concat'");
        chromium.actions().pause(200).perform();
        assertShown(5, "fire9");
        chromium.open(longTour + "#/inception_40a/branch");
        assertEquals("42 / 81", chromium.find(".position").getText());
        assertEquals(
                0L, ((Number) chromium.evaluate("scrollY")).longValue(), "scrolled to the figure, past the header");
        chromium.open(shortTour + "#/no/such/layer");
        assertShown(0, "original");
    }

    @Test
    void changes_are_announced() {
        WebElement announcement = chromium.find("[aria-live=polite]");
        assertEquals("", announcement.getAttribute("textContent"));
        chromium.press(Keys.END);
        assertEquals("fire9, fire9/concat, 6 of 6", announcement.getAttribute("textContent"));
        chromium.actions().keyDown("c").perform();
        assertEquals("original", announcement.getAttribute("textContent"));
        chromium.actions().keyUp("c").perform();
        assertEquals("fire9", announcement.getAttribute("textContent"));
    }

    @Test
    void everything_is_reached_with_the_tab_key_and_seen() {
        chromium.press(Keys.ARROW_RIGHT);
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            chromium.press(Keys.TAB);
            WebElement focused = chromium.focused();
            reached.add(focused.getAccessibleName());
            assertEquals("solid", focused.getCssValue("outline-style"), focused.getAccessibleName());
        }
        assertEquals(
                List.of("Back", "Forward", "compare", "full quality of conv1/7x7_s2, a PNG file", "conv1/7x7_s2"),
                reached);
        chromium.press(Keys.ARROW_RIGHT); // the strip is one stop, and arrows go on within it
        assertEquals("3a", chromium.focused().getText());
        chromium.press(Keys.chord(Keys.SHIFT, Keys.TAB));
    }

    @ParameterizedTest
    @CsvSource({"320, 568", "360, 740", "740, 360", "820, 1180", "1280, 800", "2560, 1440"})
    void nothing_is_wider_than_the_window_and_targets_are_large(int width, int height) throws IOException {
        String name = "a_layer_with_a_name_that_has_no_end_" + "x".repeat(80) + "/output";
        TourFixture.writePicture(folder.resolve("a.png"), 100);
        var stop = new TourStop(name, "a.png", Optional.empty(), Optional.empty());
        String longNames = write(
                new TourPage("y".repeat(90), "z".repeat(90), "GoogLeNet", "a.png", List.of(stop), TourFixture.LEFT_OUT),
                folder);
        chromium.resize(width, height);
        for (String address : List.of(shortTour, longTour, longNames)) {
            chromium.open(address);
            chromium.press(Keys.ARROW_RIGHT);
            // Where a page is too wide, a telephone makes it smaller instead of letting it scroll.
            assertEquals(width, ((Number) chromium.evaluate("innerWidth")).intValue(), address);
            assertEquals(true, chromium.evaluate("document.documentElement.scrollWidth <= innerWidth"), address);
            assertEquals(List.of(), chromium.evaluate(SMALL_TARGETS), address);
        }
    }

    @Test
    void it_is_dark_or_light_as_the_reader_wishes() throws IOException {
        assertTrue(lightness("body", "background-color") < 40);
        assertTrue(lightness("body", "color") > 200);
        chromium.prefer("prefers-color-scheme", "light");
        assertTrue(lightness("body", "background-color") > 200);
        assertTrue(lightness("body", "color") < 60);
        assertTrue(lightness(".position", "color") < 60);
    }

    /** From 0 to 255. */
    private static int lightness(String selector, String property) {
        Matcher colour = Pattern.compile("(\\d+), (\\d+), (\\d+)")
                .matcher(chromium.find(selector).getCssValue(property));
        assertTrue(colour.find());
        return (Integer.parseInt(colour.group(1))
                        + Integer.parseInt(colour.group(2))
                        + Integer.parseInt(colour.group(3)))
                / 3;
    }

    @Test
    void nothing_is_fetched_and_nothing_complains() {
        chromium.log("performance");
        chromium.log("browser");
        chromium.open(longTour);
        chromium.press(Keys.END);
        Pattern request = Pattern.compile("\"Network\\.requestWillBeSent\".*?\"url\":\"(.{1,40})");
        List<String> addresses = chromium.log("performance").stream()
                .map(request::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
        assertTrue(addresses.size() >= 1 + 2 * 81, addresses::toString); // the page, its pictures and thumbnails
        assertEquals(
                List.of(),
                addresses.stream()
                        .filter(address -> !address.startsWith("file:") && !address.startsWith("data:"))
                        .toList());
        assertEquals(List.of(), chromium.log("browser"));
    }

    @Test
    void the_policy_keeps_everything_out() {
        chromium.log("browser");
        chromium.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))");
        chromium.actions().pause(200).perform();
        List<String> complaints = chromium.log("browser");
        assertTrue(complaints.toString().contains("Content Security Policy"), complaints::toString);
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "360, 740"})
    void without_scripts_all_pictures_stand_under_each_other(int width, int height) {
        chromium.allowScripts(false);
        chromium.resize(width, height);
        chromium.open(shortTour);
        List<WebElement> pictures = chromium.findAll("figure img");
        List<WebElement> labels = chromium.findAll("figure .label");
        assertEquals(6, pictures.size());
        int bottom = 0;
        for (int i = 0; i < 6; i++) {
            Rectangle place = pictures.get(i).getRect();
            assertTrue(place.y >= bottom, place.y + " below " + bottom);
            assertTrue(place.height > 150, "height " + place.height);
            bottom = place.y + place.height;
            Rectangle label = labels.get(i).getRect();
            assertTrue(label.y > place.y && label.y < bottom && label.height > 10, "label at " + label.y);
        }
        assertEquals(List.of("original", "conv1/7x7_s2", "3a", "4c/3x3_reduce", "4c", "fire9"), texts("figure .label"));
        assertFalse(chromium.find(".controls").isDisplayed());
        chromium.find(".strip li:nth-child(5) a").click();
        assertTrue(chromium.address().endsWith("#/inception_4c/output"));
        Rectangle strip = chromium.find(".strip").getRect();
        assertNotEquals(0, strip.height);
    }

    @Test
    void names_from_outside_are_shown_as_they_are() throws IOException {
        String evil = "</title><script>document.title='evil'</script>\"'&amp;<img src=x onerror=alert(1)>";
        String picture = "50% #1? \u5922.png";
        TourFixture.writePicture(folder.resolve(picture), 100);
        var stop = new TourStop(evil, picture, Optional.empty(), Optional.empty());
        chromium.log("browser");
        chromium.open(write(
                new TourPage(evil, evil, evil, picture, List.of(stop), List.of(new LeftOut(evil, evil))), folder));
        assertEquals(evil, chromium.title());
        chromium.press(Keys.END);
        assertEquals(evil, chromium.find("figure.current .layer").getText());
        assertEquals(evil, chromium.find("h1").getText());
        assertEquals(
                "%s, dreamt at layer %s".formatted(evil, evil),
                chromium.find("figure.current img").getAttribute("alt"));
        assertEquals(evil + " " + evil, chromium.find(".more li").getText());
        chromium.reload();
        assertEquals("2 / 2", chromium.find(".position").getText());
        assertEquals(List.of(), chromium.log("browser"));
        chromium.find("figure.current a.full").click();
        assertEquals(1, chromium.findAll("img").size(), "the link leads to the picture");
        assertEquals((long) TourFixture.WIDTH, chromium.evaluate("document.images[0].naturalWidth"));
    }
}
