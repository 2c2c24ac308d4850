package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window. It is looked for on the path and never downloaded; a test that needs it is skipped where it
 * is absent, unless {@code reverie.require.browser} is true, which turns the skip into a failure.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts one.
     *
     * @throws org.opentest4j.TestAbortedException if there is none, which reports the test as skipped
     */
    static Chromium start() {
        Optional<Path> browser = BROWSERS.stream().flatMap(Chromium::onPath).findFirst();
        Optional<Path> service = onPath("chromedriver").findFirst();
        if (browser.isEmpty() || service.isEmpty()) {
            String message = "no %s on the path; Debian has it as the package %s"
                    .formatted(
                            browser.isEmpty() ? "chromium" : "chromedriver",
                            browser.isEmpty() ? "chromium" : "chromium-driver");
            return Boolean.getBoolean("reverie.require.browser") ? fail(message) : abort(message);
        }
        var options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,800");
        var logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // Not the service's builder: it has an annotation whose class Selenium does not bring along.
        var driverService = ChromeDriverService.createDefaultService();
        driverService.setExecutable(service.get().toString());
        return new Chromium(new ChromeDriver(driverService, options));
    }

    private static Stream<Path> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    /** Loads a page as if for the first time. */
    void open(String address) {
        driver.get("about:blank");
        driver.get(address);
    }

    void reload() {
        driver.navigate().refresh();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String title() {
        return driver.getTitle();
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    Actions actions() {
        return new Actions(driver);
    }

    void press(CharSequence key) {
        actions().sendKeys(key).perform();
    }

    /** What an expression in JavaScript is worth in the page. */
    Object evaluate(String expression, Object... arguments) {
        return driver.executeScript("return " + expression, arguments);
    }

    /** The size of the window, in CSS pixels. */
    void resize(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 1000));
    }

    /** What style sheets are told of the reader's wishes, for example {@code prefers-color-scheme}. */
    void prefer(String feature, String value) {
        send("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Whether pages may run scripts, from the next one on. */
    void allowScripts(boolean allowed) {
        send("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /**
     * One event of a finger.
     *
     * @param type touchStart, touchMove or touchEnd; at the end no finger is left, so the place does not matter
     */
    void touch(String type, int x, int y) {
        List<Map<String, Integer>> fingers = type.equals("touchEnd") ? List.of() : List.of(Map.of("x", x, "y", y));
        send("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", fingers));
    }

    private void send(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    /** The colour that the middle of an element is really shown in, 0xRRGGBB. */
    int colourAt(WebElement element) throws IOException {
        Rectangle place = element.getRect();
        byte[] png = driver.getScreenshotAs(OutputType.BYTES);
        return ImageIO.read(new ByteArrayInputStream(png)).getRGB(place.x + place.width / 2, place.y + place.height / 2)
                & 0xffffff;
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What was written to a log since it was last asked for: {@code browser} is the console. */
    List<String> log(String name) {
        return StreamSupport.stream(driver.manage().logs().get(name).spliterator(), false)
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
