package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.picture.PictureException;

/** The page as text; {@link TourBrowserTest} uses it. */
class TourPageTest {

    @TempDir
    Path folder;

    private String html(TourPage page) throws IOException {
        page.write(folder, true);
        return Files.readString(folder.resolve("index.html"));
    }

    private static List<String> all(String pattern, String html) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> groups(String pattern, String html) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void the_original_comes_first_and_layers_in_order() throws IOException {
        String html = html(TourFixture.tour(folder));
        List<String> labels = List.of("original", "conv1/7x7_s2", "3a", "4c/3x3_reduce", "4c", "fire9");
        assertEquals(labels, groups("<span class=\"label\">(.*?)</span>", html));
        assertEquals(labels, groups("<li><a href=\"#[^>]*title=\"(.*?)\"", html));
        List<String> files = groups("class=\"full\" href=\"(.*?)\"", html);
        assertEquals(6, files.size());
        for (int i = 0; i < 6; i++) {
            assertEquals("./winter.%d.png".formatted(i), files.get(i));
        }
    }

    @Test
    void every_picture_is_described_in_words() throws IOException {
        String html = html(TourFixture.tour(folder));
        List<String> alternatives = groups("<figure.*?alt=\"(.*?)\"", html);
        assertEquals(6, alternatives.size());
        assertEquals("winter.jpg, the photo before any dream", alternatives.get(0));
        assertEquals("winter.jpg, dreamt at layer inception_4c/output", alternatives.get(4));
        assertEquals(12, all("<img [^>]*alt=\"", html).size());
        assertEquals(12, all("<img ", html).size());
        assertTrue(html.contains("<html lang=\"en\">"));
    }

    @Test
    void pictures_are_inside_at_their_size_and_small() throws IOException {
        String html = html(TourFixture.tour(folder));
        List<String> jpegs = groups("src=\"data:image/jpeg;base64,(.*?)\"", html);
        assertEquals(12, jpegs.size());
        assertPicture(TourFixture.WIDTH, TourFixture.HEIGHT, TourFixture.grey(3, 6), jpegs.get(3));
        assertPicture(160, 120, TourFixture.grey(3, 6), jpegs.get(6 + 3));
    }

    private static void assertPicture(int width, int height, int grey, String base64) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        assertEquals(width + " x " + height, picture.getWidth() + " x " + picture.getHeight());
        assertEquals(grey, picture.getRGB(width / 2, height / 2) & 255, 2);
    }

    @Test
    void nothing_outside_is_asked_for() throws IOException {
        String html = html(TourFixture.tour(folder));
        assertEquals(
                List.of(),
                groups("(?:src|href)=\"(.*?)\"", html).stream()
                        .filter(address -> !address.startsWith("data:")
                                && !address.startsWith("#")
                                && !address.matches("\\./winter\\.\\d\\.png"))
                        .toList());
        assertEquals(List.of(), all("https?:|//[a-z]|url\\(|@import|<script [^>]*src", withoutComments(html)));
        assertTrue(html.contains("default-src &#39;none&#39;"));
    }

    /** The script's comments begin like addresses without a scheme. */
    private static String withoutComments(String html) {
        return html.replaceAll("(?m)(?<=^|[ ;])// .*$", "").replaceAll("base64,[^\"]*", "");
    }

    @Test
    void what_was_left_out_is_told_with_its_reason() throws IOException {
        String html = html(TourFixture.tour(folder));
        assertTrue(html.contains("<li><code>prob</code> nothing here responds to this picture</li>"));
        TourPage whole = new TourPage("Title", "a.jpg", "net", "winter.0.png", List.of(), List.of());
        assertFalse(html(whole).contains("Left out"));
    }

    @Test
    void the_same_files_give_the_same_bytes() throws IOException {
        TourPage page = TourFixture.tour(folder);
        page.write(folder, false);
        byte[] first = Files.readAllBytes(folder.resolve("index.html"));
        page.write(folder, true);
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("index.html")));
    }

    @Test
    void a_page_that_is_there_stays() throws IOException {
        TourPage page = TourFixture.tour(folder);
        Files.writeString(folder.resolve("index.html"), "mine");
        assertThrows(FileAlreadyExistsException.class, () -> page.write(folder, false));
        assertEquals("mine", Files.readString(folder.resolve("index.html")));
    }

    @Test
    void a_picture_that_is_missing_leaves_no_page() throws IOException {
        TourPage page = TourFixture.tour(folder);
        Files.delete(folder.resolve("winter.3.png"));
        String message = assertThrows(PictureException.class, () -> page.write(folder, false))
                .getMessage();
        assertTrue(message.contains("winter.3.png"), message);
        assertFalse(Files.exists(folder.resolve("index.html")));
    }

    @Test
    void a_layer_comes_once() {
        TourStop stop = new TourStop("pool1", "a.png", Optional.empty(), Optional.empty());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new TourPage("Title", "a.jpg", "net", "o.png", List.of(stop, stop), List.of()))
                .getMessage();
        assertTrue(message.contains("pool1"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../a.png", "b/a.png", "/a.png"})
    void pictures_lie_beside_the_page(String name) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new TourPage("Title", "a.jpg", "net", name, List.of(), List.of()));
    }

    /** The policy names the texts between the tags by their digests, and a browser refuses what differs. */
    @Test
    void script_and_style_end_where_they_should() throws IOException {
        String html = html(TourFixture.tour(folder));
        for (String tag : List.of("style", "script")) {
            List<String> texts = groups("<%s>(.*?)</%s>".formatted(tag, tag), html);
            assertEquals(1, texts.size());
            String digest = PageResource.digest(texts.getFirst()).replace("'", "&#39;");
            assertTrue(html.contains("%s-src %s".formatted(tag, digest)), tag);
        }
    }
}
