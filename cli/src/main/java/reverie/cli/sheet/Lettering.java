package reverie.cli.sheet;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import reverie.cli.picture.Bitmaps;

/** Text on a sheet: one font, broken into lines that fit, cut off with an ellipsis where there are too many. */
final class Lettering {

    private static final Color INK = new Color(48, 48, 48);

    /** Where a line may end. */
    private static final Pattern JOINTS = Pattern.compile("(?<=[ /_,;:=-])");

    private final Font font;
    private final FontMetrics metrics;
    private final String ellipsis;

    private Lettering(Font font, FontMetrics metrics) {
        this.font = font;
        this.metrics = metrics;
        this.ellipsis = font.canDisplay('\u2026') ? "\u2026" : "...";
    }

    /**
     * The machine's sans-serif font.
     *
     * @param style of {@link Font}
     * @param size in pixels
     * @throws SheetException if Java finds no font at all, as in containers without any
     */
    static Lettering of(int style, float size) throws SheetException {
        BufferedImage paper = Bitmaps.blank(1, 1);
        Graphics2D graphics = paper.createGraphics();
        smooth(graphics); // widths depend on it
        try {
            Font font = new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
            return new Lettering(font, graphics.getFontMetrics(font));
        } catch (RuntimeException | LinkageError | InternalError e) { // whatever Java's font system comes up with
            throw new SheetException(
                    "the labels of a contact sheet need a font, and Java finds none here; install one, such as the package fonts-dejavu-core, and fontconfig",
                    e);
        } finally {
            graphics.dispose();
        }
    }

    int lineHeight() {
        return metrics.getHeight();
    }

    int width(String text) {
        return metrics.stringWidth(text);
    }

    /** The width of the widest line of a text that is not broken. */
    int naturalWidth(String text) {
        return text.lines().mapToInt(this::width).max().orElse(0);
    }

    /**
     * Breaks a text into lines: behind spaces and the signs that join names of layers and settings, and anywhere in what is
     * too long even so.
     *
     * @param width the most pixels of a line
     * @param most the most lines; the last one ends in an ellipsis if there would be more
     */
    List<String> wrap(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(paragraph -> wrapParagraph(paragraph, width, lines));
        if (lines.size() <= most) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, most));
        kept.set(most - 1, shortened(kept.get(most - 1).strip(), width));
        return kept;
    }

    private void wrapParagraph(String paragraph, int width, List<String> lines) {
        String line = "";
        for (String piece : JOINTS.splitAsStream(paragraph).toList()) {
            if (!line.isEmpty() && width((line + piece).strip()) > width) {
                lines.add(line.strip());
                line = "";
            }
            line += piece;
            while (width(line.strip()) > width && line.strip().length() > 1) {
                int end = fitting(line, width);
                lines.add(line.substring(0, end).strip());
                line = line.substring(end);
            }
        }
        if (!line.isBlank()) {
            lines.add(line.strip());
        }
    }

    /** How many characters fit, at least one; a pair of surrogates is not torn apart. */
    private int fitting(String line, int width) {
        int end = line.offsetByCodePoints(0, 1);
        while (end < line.length() && width(line.substring(0, line.offsetByCodePoints(end, 1))) <= width) {
            end = line.offsetByCodePoints(end, 1);
        }
        return end;
    }

    private String shortened(String line, int width) {
        String rest = line;
        while (!rest.isEmpty() && width(rest + ellipsis) > width) {
            rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
        }
        return rest.strip() + ellipsis;
    }

    /**
     * Writes lines below each other.
     *
     * @param lean where the lines lie in the width: 0 left, 0.5 in the middle, 1 right
     * @param top the upper edge of the first line
     */
    void draw(Graphics2D graphics, List<String> lines, int left, int width, double lean, int top) {
        smooth(graphics);
        graphics.setFont(font);
        graphics.setColor(INK);
        for (int i = 0; i < lines.size(); i++) {
            float x = (float) (left + lean * (width - width(lines.get(i))));
            graphics.drawString(lines.get(i), x, top + metrics.getAscent() + i * lineHeight());
        }
    }

    private static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }
}
