package reverie.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a file looks like by its first bytes, so that a mix-up can be named instead of called damage. */
enum FileKind {
    EMPTY("an empty file"),
    WEB_PAGE("a web page; the download link probably led to a page about the file"),
    SAFETENSORS("a .safetensors file"),
    PROTOTXT("a text file, it seems a .prototxt"),
    LARGE_FILE_POINTER("a pointer to a large file; fetch the file itself with git lfs pull"),
    HDF5("an HDF5 file; save the model in Caffe's binary format"),
    ARCHIVE("a compressed archive; unpack it first"),
    UNKNOWN("a file of unknown kind");

    /** How many bytes are looked at. */
    static final int LOOK_BYTES = 512;

    private static final Pattern FIELD = Pattern.compile("^(\\s|#.*\\R)*[a-z_]+\\s*[:{].*", Pattern.DOTALL);

    private final String description;

    FileKind(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** What a file with these first bytes seems to be; a binary Caffe model is {@code UNKNOWN}. */
    static FileKind of(byte[] bytes) {
        int length = Math.min(bytes.length, LOOK_BYTES);
        String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        String start = head.stripLeading().toLowerCase(Locale.ROOT);
        if (length == 0) {
            return EMPTY;
        }
        if (start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<?xml")) {
            return WEB_PAGE;
        }
        if (start.startsWith("version https://git-lfs")) {
            return LARGE_FILE_POINTER;
        }
        if (head.startsWith("\u0089HDF")) {
            return HDF5;
        }
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("\u001f\u008b") || head.startsWith("BZh")) {
            return ARCHIVE;
        }
        if (length > 8 && bytes[8] == '{' && bytes[6] == 0 && bytes[7] == 0) {
            return SAFETENSORS;
        }
        boolean text = head.chars().allMatch(c -> (c >= ' ' && c != 127) || Character.isWhitespace(c));
        return text && FIELD.matcher(head).matches() ? PROTOTXT : UNKNOWN;
    }

    /**
     * Says plainly what the system's own messages leave to guess.
     *
     * @throws IOException if the file is not there, or is a folder
     */
    static void requireFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new WeightFormatException("'%s' is a folder, not a file".formatted(file));
        }
    }
}
