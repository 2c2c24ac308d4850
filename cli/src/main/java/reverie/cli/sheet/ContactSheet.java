package reverie.cli.sheet;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import reverie.cli.picture.Bitmaps;
import reverie.cli.picture.Resampling;
import reverie.engine.image.Image;

/**
 * Many pictures on one: a table with a heading for each row and column, or a grid with a caption below each picture. The
 * ground is a light neutral grey, beside which colours look neither darker nor more colourful than they are.
 */
public final class ContactSheet {

    private static final int GROUND = 232;
    private static final Color NOTHING = new Color(214, 214, 214);

    private static final int MOST_LINES = 3;

    /** Of text, in pixels; in between it follows the size of cells. */
    private static final float LEAST_TEXT = 11;

    private static final float MOST_TEXT = 30;

    private final String title;
    private final List<String> rowHeadings; // empty, or one per row
    private final List<String> columnHeadings; // empty, or one per column
    private final List<String> captions; // empty, or one per cell that is used
    private final int rows;
    private final int columns;
    private final int cellSize;
    private final Lettering text;
    private final Lettering bold;
    private final Lettering large;
    private final int gap;

    private ContactSheet(
            String title,
            List<String> rowHeadings,
            List<String> columnHeadings,
            List<String> captions,
            int rows,
            int columns,
            int cellSize)
            throws SheetException {
        if (rows < 1 || columns < 1 || cellSize < 1) {
            throw new IllegalArgumentException(
                    "a sheet of %d x %d cells of %d pixels".formatted(rows, columns, cellSize));
        }
        this.title = title;
        this.rowHeadings = List.copyOf(rowHeadings);
        this.columnHeadings = List.copyOf(columnHeadings);
        this.captions = List.copyOf(captions);
        this.rows = rows;
        this.columns = columns;
        this.cellSize = cellSize;
        float size = Math.clamp(cellSize / 15f, LEAST_TEXT, MOST_TEXT);
        text = Lettering.of(Font.PLAIN, size);
        bold = Lettering.of(Font.BOLD, size);
        large = Lettering.of(Font.BOLD, size * 1.4f);
        gap = Math.max(4, cellSize / 20);
    }

    /**
     * Gives the pictures of a sheet. They are asked for one after the other, and only small copies are kept.
     */
    @FunctionalInterface
    public interface Cells {

        /**
         * The picture of a cell.
         *
         * @param row from 0
         * @param column from 0
         * @return empty for a cell that stays grey
         */
        Optional<Image> at(int row, int column) throws IOException;
    }

    /** Finds out, before the pictures are made, whether text can be drawn here; throws if not. */
    public static void requireFonts() throws SheetException {
        Lettering.of(Font.PLAIN, LEAST_TEXT);
    }

    /**
     * A table, for example of layers by octave scales.
     *
     * @param title above everything; empty for none
     * @param rows a heading for each row; may have several lines
     * @param columns a heading for each column
     * @param cellSize the longest side of each picture, in pixels; larger ones are scaled down
     */
    public static ContactSheet table(String title, List<String> rows, List<String> columns, int cellSize)
            throws SheetException {
        return new ContactSheet(title, rows, columns, List.of(), rows.size(), columns.size(), cellSize);
    }

    /**
     * A grid that is filled row by row, with a caption below each picture.
     *
     * @param captions one per picture
     * @param columns pictures beside each other
     */
    public static ContactSheet grid(String title, List<String> captions, int columns, int cellSize)
            throws SheetException {
        int used = Math.min(columns, captions.size());
        return new ContactSheet(
                title, List.of(), List.of(), captions, Math.ceilDiv(captions.size(), columns), used, cellSize);
    }

    /** Sheets below each other, each perhaps with a title of its own: a third parameter beside rows and columns. */
    public static Image stack(List<Image> sheets) {
        int width = sheets.stream().mapToInt(Image::width).max().orElseThrow();
        int height = sheets.stream().mapToInt(Image::height).sum();
        float[] rgb = new float[Math.multiplyExact(Math.multiplyExact(height, width), 3)];
        Arrays.fill(rgb, GROUND);
        int top = 0;
        for (Image sheet : sheets) {
            for (int y = 0; y < sheet.height(); y++) {
                System.arraycopy(sheet.rgb(), 3 * y * sheet.width(), rgb, 3 * (top + y) * width, 3 * sheet.width());
            }
            top += sheet.height();
        }
        return new Image(height, width, rgb);
    }

    /** Draws the sheet. */
    public Image draw(Cells cells) throws IOException {
        List<Optional<BufferedImage>> thumbnails = new ArrayList<>();
        for (int i = 0; i < rows * columns; i++) {
            boolean used = captions.isEmpty() || i < captions.size();
            Optional<Image> cell = used ? cells.at(i / columns, i % columns) : Optional.empty();
            thumbnails.add(cell.map(image -> Bitmaps.of(Resampling.shrinkToLongestSide(image, cellSize))));
        }
        return Bitmaps.toImage(paint(thumbnails));
    }

    private BufferedImage paint(List<Optional<BufferedImage>> thumbnails) {
        int cellHeight = thumbnails.stream()
                .flatMap(Optional::stream)
                .mapToInt(BufferedImage::getHeight)
                .max()
                .orElse(cellSize);
        int cellWidth = Math.max(
                thumbnails.stream()
                        .flatMap(Optional::stream)
                        .mapToInt(BufferedImage::getWidth)
                        .max()
                        .orElse(cellSize),
                Math.min(cellSize, 4 * text.lineHeight())); // of tall, narrow pictures, for the sake of their captions
        int headingWidth = Math.min(
                rowHeadings.stream().mapToInt(bold::naturalWidth).max().orElse(0),
                Math.max(cellWidth, 8 * bold.lineHeight()));
        int left = gap + (headingWidth > 0 ? headingWidth + gap : 0);
        int width = left + columns * (cellWidth + gap);
        List<String> titleLines = title.isBlank() ? List.of() : large.wrap(title, width - 2 * gap, MOST_LINES);
        List<List<String>> columnLines = columnHeadings.stream()
                .map(heading -> bold.wrap(heading, cellWidth, MOST_LINES))
                .toList();
        List<List<String>> captionLines = captions.stream()
                .map(caption -> text.wrap(caption, cellWidth, MOST_LINES))
                .toList();
        int headingLines = mostLines(columnLines);
        int headingTop = gap + (titleLines.isEmpty() ? 0 : titleLines.size() * large.lineHeight() + gap);
        int top = headingTop + (headingLines > 0 ? headingLines * bold.lineHeight() + gap / 2 : 0);
        int captionHeight = mostLines(captionLines) * text.lineHeight();
        int rowHeight = cellHeight + gap + captionHeight + (captionHeight > 0 ? gap / 2 : 0);

        BufferedImage sheet = Bitmaps.blank(top + rows * rowHeight, width);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(new Color(GROUND, GROUND, GROUND));
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        large.draw(graphics, titleLines, gap, width - 2 * gap, 0, gap);
        for (int column = 0; column < columnLines.size(); column++) {
            List<String> lines = columnLines.get(column);
            int above = headingTop + (headingLines - lines.size()) * bold.lineHeight();
            bold.draw(graphics, lines, left + column * (cellWidth + gap), cellWidth, 0.5, above);
        }
        for (int row = 0; row < rowHeadings.size(); row++) {
            int most = Math.max(1, cellHeight / bold.lineHeight());
            List<String> lines = bold.wrap(rowHeadings.get(row), headingWidth, most);
            int above = top + row * rowHeight + (cellHeight - lines.size() * bold.lineHeight()) / 2;
            bold.draw(graphics, lines, gap, headingWidth, 1, above);
        }
        for (int i = 0; i < thumbnails.size(); i++) {
            int x = left + i % columns * (cellWidth + gap);
            int y = top + i / columns * rowHeight;
            boolean used = captions.isEmpty() || i < captions.size();
            if (thumbnails.get(i).isPresent()) {
                BufferedImage thumbnail = thumbnails.get(i).get();
                int inset = (cellWidth - thumbnail.getWidth()) / 2;
                graphics.drawImage(thumbnail, x + inset, y + (cellHeight - thumbnail.getHeight()) / 2, null);
            } else if (used) {
                graphics.setColor(NOTHING);
                graphics.fillRect(x, y, cellWidth, cellHeight);
            }
            if (i < captionLines.size()) {
                text.draw(graphics, captionLines.get(i), x, cellWidth, 0.5, y + cellHeight + gap / 4);
            }
        }
        graphics.dispose();
        return sheet;
    }

    private static int mostLines(List<List<String>> texts) {
        return texts.isEmpty()
                ? 0
                : Collections.max(texts, (a, b) -> Integer.compare(a.size(), b.size()))
                        .size();
    }
}
