package reverie.cli.picture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds of picture that can be read, known by their first bytes: names of files lie. */
enum PhotoKind {
    JPEG("JPEG", "jpeg"),
    PNG("PNG", "png"),
    WEBP("WebP", "webp"),
    GIF("GIF", "gif"),
    BMP("BMP", "bmp"),
    TIFF("TIFF", "tiff");

    private static final int HEAD = 12;

    /** What people also have under the name of a picture: how the file starts, with ? for any byte, and what it is. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("????ftyphei", "a HEIC photo"),
            Map.entry("????ftypmif", "a HEIC photo"),
            Map.entry("????ftypavi", "an AVIF picture"),
            Map.entry("????ftyp", "a film"),
            Map.entry("\0\0\0\fJXL ", "a JPEG XL picture"),
            Map.entry("\u00ff\n", "a JPEG XL picture"),
            Map.entry("\0\0\0\fjP  ", "a JPEG 2000 picture"),
            Map.entry("8BPS", "a Photoshop document"),
            Map.entry("%PDF", "a PDF document"),
            Map.entry("<", "a text, perhaps SVG or a web page"));

    private final String title;
    private final String format;

    PhotoKind(String title, String format) {
        this.title = title;
        this.format = format;
    }

    private List<String> endings() {
        return switch (this) {
            case JPEG -> List.of("jpg", "jpeg", "jpe", "jfif");
            case PNG -> List.of("png", "apng");
            case WEBP -> List.of("webp");
            case GIF -> List.of("gif");
            case BMP -> List.of("bmp");
            case TIFF -> List.of("tif", "tiff");
        };
    }

    /** Whether a file is named as pictures of this kind usually are, in capitals or not. */
    boolean isNameOf(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int point = name.lastIndexOf('.');
        return point >= 0 && endings().contains(name.substring(point + 1).toLowerCase(Locale.ROOT));
    }

    /** Its name for people. */
    String title() {
        return title;
    }

    /** Its name in ImageIO. */
    String format() {
        return format;
    }

    /** The kind of the given bytes, the content of {@code file}. */
    static PhotoKind of(Path file, byte[] bytes) throws PictureException {
        // ISO 8859-1 is one character a byte, so that the patterns can be text.
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        if (matches(head, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (matches(head, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        } else if (matches(head, "RIFF????WEBP")) {
            return WEBP;
        } else if (matches(head, "GIF87a") || matches(head, "GIF89a")) {
            return GIF;
        } else if (matches(head, "BM")) {
            return BMP;
        } else if (matches(head, "II*\0") || matches(head, "MM\0*")) {
            return TIFF;
        }
        String found = OTHERS.entrySet().stream()
                .filter(other -> matches(head, other.getKey()))
                .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
                .map(other -> "is " + other.getValue())
                .orElseGet(() -> "starts with the bytes "
                        + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, 4)));
        throw new PictureException(
                file, found + ", wanted JPEG, PNG, WebP, GIF, BMP or TIFF", "convert it to one of these first");
    }

    private static boolean matches(String head, String pattern) {
        if (head.length() < pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != '?' && pattern.charAt(i) != head.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
