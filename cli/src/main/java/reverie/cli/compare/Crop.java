package reverie.cli.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import reverie.engine.image.Image;

/**
 * A square part of a picture.
 *
 * @param x of its left column, from 0
 * @param y of its upper row, from 0
 * @param side in pixels
 * @param rootMeanSquare how much two pictures differ in it
 */
record Crop(int x, int y, int side, double rootMeanSquare) {

    private static final int LONGEST_SIDE = 128;
    private static final int STEPS_PER_SIDE = 4;

    /** All crops of two pictures of one size that are compared: overlapping, a quarter of a side apart. */
    private static List<Crop> all(Image a, Image b) {
        int side = Math.clamp(Math.min(a.height(), a.width()) / 3, 1, LONGEST_SIDE);
        int step = Math.max(1, side / STEPS_PER_SIDE);
        List<Crop> crops = new ArrayList<>();
        for (int y = 0; y + side <= a.height(); y += step) {
            for (int x = 0; x + side <= a.width(); x += step) {
                crops.add(new Crop(x, y, side, distance(a, b, x, y, side)));
            }
        }
        return crops;
    }

    private static double distance(Image a, Image b, int x, int y, int side) {
        double squares = 0;
        for (int row = y; row < y + side; row++) {
            int start = 3 * (row * a.width() + x);
            for (int i = start; i < start + 3 * side; i++) {
                double difference = (double) a.rgb()[i] - b.rgb()[i];
                squares += difference * difference;
            }
        }
        return Math.sqrt(squares / (3.0 * side * side));
    }

    /** Where two pictures of one size differ most. */
    static Crop most(Image a, Image b) {
        return all(a, b).stream()
                .max(Comparator.comparingDouble(Crop::rootMeanSquare))
                .orElseThrow();
    }

    /** Where they differ least. */
    static Crop least(Image a, Image b) {
        return all(a, b).stream()
                .min(Comparator.comparingDouble(Crop::rootMeanSquare))
                .orElseThrow();
    }

    private Image of(Image picture) {
        float[] rgb = new float[3 * side * side];
        for (int row = 0; row < side; row++) {
            System.arraycopy(picture.rgb(), 3 * ((y + row) * picture.width() + x), rgb, 3 * row * side, 3 * side);
        }
        return new Image(side, side, rgb);
    }

    /** This part of several pictures, two in a row, with a thin line between them. */
    Image sideBySide(List<Image> pictures) {
        int line = Math.max(1, side / 24);
        int columns = 2;
        int rows = Math.ceilDiv(pictures.size(), columns);
        int width = columns * side + (columns - 1) * line;
        int height = rows * side + (rows - 1) * line;
        float[] rgb = new float[3 * height * width];
        Arrays.fill(rgb, 127.5f);
        for (int i = 0; i < pictures.size(); i++) {
            Image part = of(pictures.get(i));
            int left = i % columns * (side + line);
            int top = i / columns * (side + line);
            for (int row = 0; row < side; row++) {
                System.arraycopy(part.rgb(), 3 * row * side, rgb, 3 * ((top + row) * width + left), 3 * side);
            }
        }
        return new Image(height, width, rgb);
    }
}
