package reverie.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reverie.weights.AtomicFile;

/**
 * A photo and what it became at one layer after another, as one file of HTML. Everything is inside: the page needs no
 * network, no server and none of the files it was made from, though it links to the pictures as PNG files beside it. It
 * can be written again at any time from these files. The same pictures and words give the same bytes.
 *
 * <p>Pictures are read one at a time, while the page is written.
 *
 * @param title of the page
 * @param photo what the photo is called, which need not be the name of the picture file
 * @param model what the network is called
 * @param original the name of the picture file that was dreamt on, which lies beside the page
 * @param stops in network order, each layer once
 * @param leftOut layers without a picture, in network order
 */
public record TourPage(
        String title, String photo, String model, String original, List<TourStop> stops, List<LeftOut> leftOut) {

    /** What a browser looks for in a folder. */
    public static final String FILE_NAME = "index.html";

    /** Bytes of a page in which it says what made it. */
    private static final int HEAD = 4096;

    public TourPage {
        stops = List.copyOf(stops);
        leftOut = List.copyOf(leftOut);
        requireFileName(original);
        Set<String> layers = new HashSet<>();
        for (TourStop stop : stops) {
            requireFileName(stop.picture());
            if (!layers.add(stop.layer())) {
                throw new IllegalArgumentException("the tour stops twice at layer %s".formatted(stop.layer()));
            }
        }
    }

    private static void requireFileName(String name) {
        if (name.isEmpty() || !Path.of(name).equals(Path.of(name).getFileName())) {
            throw new IllegalArgumentException("'%s' is not the name of a file beside the page".formatted(name));
        }
    }

    /** Whether a file is such a page, of whatever photo. */
    public static boolean isOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(TourWriter.GENERATOR);
        }
    }

    /**
     * Writes the page into the folder in which its pictures lie, as {@value #FILE_NAME}.
     *
     * @param overwrite whether a page that is there already may be replaced
     * @throws reverie.cli.picture.PictureException if a picture is missing or damaged; there is no page then
     * @throws IOException if the page cannot be written
     */
    public void write(Path folder, boolean overwrite) throws IOException {
        AtomicFile.write(folder.resolve(FILE_NAME), overwrite, out -> new TourWriter(this, folder, out).write());
    }
}
