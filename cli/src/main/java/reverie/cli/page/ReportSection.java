package reverie.cli.page;

import java.util.List;

/**
 * A part of a {@link Report} with a heading of its own.
 *
 * @param heading a few words
 * @param blocks from top to bottom
 */
public record ReportSection(String heading, List<Block> blocks) {

    public ReportSection {
        blocks = List.copyOf(blocks);
    }

    /** A section with these blocks. */
    public static ReportSection of(String heading, Block... blocks) {
        return new ReportSection(heading, List.of(blocks));
    }
}
