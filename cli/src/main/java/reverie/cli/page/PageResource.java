package reverie.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The parts of the page that are the same in every page, which lie beside this package's classes. */
final class PageResource {

    private PageResource() {}

    static String text(String name) {
        try (InputStream in = PageResource.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the pages' icon, which is the icon itself. */
    static String icon() {
        return EmbeddedPicture.address("svg+xml", text("icon.svg").getBytes(StandardCharsets.UTF_8));
    }

    /** What a content security policy calls the text of a script or style sheet that may be used. */
    static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
