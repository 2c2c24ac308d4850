package reverie.cli.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import reverie.weights.AtomicFile;

/**
 * What a command found out, as one file of HTML to be read from top to bottom. Everything is inside: it needs no network and
 * no script, and none of the files it was made from, though pictures may link to files beside it. The same report gives the
 * same bytes.
 *
 * @param title of the page
 * @param lead what was done and what came out, in a sentence or two
 * @param sections from top to bottom
 * @param command what was typed, so that somebody else can do it again
 * @param model what the network is called
 */
public record Report(String title, String lead, List<ReportSection> sections, String command, String model) {

    public Report {
        sections = List.copyOf(sections);
    }

    /**
     * Writes the page.
     *
     * @param overwrite whether a file that is there already may be replaced
     * @throws IOException if it cannot be written
     */
    public void write(Path file, boolean overwrite) throws IOException {
        AtomicFile.write(file, overwrite, out -> new ReportWriter(this, out).write());
    }
}
