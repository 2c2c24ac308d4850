package reverie.cli.page;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import reverie.cli.plot.LinePlot;

/** A piece of a {@link Report}, from one paragraph to a row of pictures. */
public sealed interface Block {

    /**
     * A paragraph; an empty line begins the next one. What stands between two backticks is code.
     *
     * @param text plain words
     */
    record Prose(String text) implements Block {}

    /**
     * A formula in a line of its own.
     *
     * @param plain for readers of text, and for everybody where there is no markup: {@code PSNR = 20 log₁₀(255 / RMSE)}
     * @param mathMl a {@code <math>} element, written by hand
     */
    record Formula(String plain, Optional<String> mathMl) implements Block {

        public Formula {
            if (mathMl.isPresent() && !mathMl.get().matches("(?s)<math[ >].*</math>")) {
                throw new IllegalArgumentException("not a <math> element: " + mathMl.get());
            }
        }
    }

    /**
     * A table. Columns of numbers are set to the right; the first cell of a row is its heading.
     *
     * @param caption what it shows
     * @param header one cell for each column
     * @param rows as long as the header
     */
    record Table(String caption, List<String> header, List<List<String>> rows) implements Block {

        private static final Pattern NUMBER =
                Pattern.compile("[-−+±]?(\\d[\\d.,]*([·e][-−\\d⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|∞)( ?\\S{1,4})?|[–—]?");

        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException("a row of %d cells in the table '%s', which has %d columns"
                            .formatted(row.size(), caption, header.size()));
                }
            }
        }

        /** Whether a column holds numbers, with or without a unit, and dashes where there is none. */
        boolean isNumeric(int column) {
            return rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
        }
    }

    /** Pictures side by side, as many as there is room for. */
    record Figures(List<ReportFigure> figures) implements Block {

        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /** A plot. */
    record Plot(LinePlot plot) implements Block {}

    /** See {@link Prose}. */
    static Block prose(String text) {
        return new Prose(text);
    }

    /** See {@link Formula}. */
    static Block formula(String plain) {
        return new Formula(plain, Optional.empty());
    }

    /** See {@link Formula}. */
    static Block formula(String plain, String mathMl) {
        return new Formula(plain, Optional.of(mathMl));
    }

    /** See {@link Table}. */
    static Block table(String caption, List<String> header, List<List<String>> rows) {
        return new Table(caption, header, rows);
    }

    /** See {@link Figures}. */
    static Block figures(List<ReportFigure> figures) {
        return new Figures(figures);
    }

    /** See {@link LinePlot}. */
    static Block plot(LinePlot plot) {
        return new Plot(plot);
    }
}
