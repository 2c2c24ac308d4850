package reverie.cli.explain;

import java.util.Arrays;
import java.util.List;
import reverie.engine.image.Image;

/** Pictures of one size in rows. */
final class Mosaic {

    private static final float GROUND = 128; // neither on a dark page nor on a light one too bright

    private Mosaic() {}

    /**
     * All of them in one picture.
     *
     * @param rows equally long
     * @param gap pixels between neighbours
     */
    static Image of(List<List<Image>> rows, int gap) {
        Image first = rows.getFirst().getFirst();
        int height = rows.size() * (first.height() + gap) - gap;
        int width = rows.getFirst().size() * (first.width() + gap) - gap;
        float[] rgb = new float[3 * height * width];
        Arrays.fill(rgb, GROUND);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                int corner = row * (first.height() + gap) * width + column * (first.width() + gap);
                paste(rows.get(row).get(column), rgb, corner, width);
            }
        }
        return new Image(height, width, rgb);
    }

    private static void paste(Image tile, float[] rgb, int corner, int width) {
        for (int y = 0; y < tile.height(); y++) {
            System.arraycopy(tile.rgb(), 3 * y * tile.width(), rgb, 3 * (corner + y * width), 3 * tile.width());
        }
    }
}
