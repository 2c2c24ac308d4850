package reverie.engine.dream;

/**
 * How uneven a picture is: the sum over all pixels and colours of sqrt(e^2 + dx^2 + dy^2), where dx and dy are the
 * differences to the neighbours to the right and below (Rudin, Osher and Fatemi 1992) and e, one grey level, keeps the
 * derivative finite. Walking down its slope takes noise and leaves edges.
 */
final class TotalVariation {

    private static final double LEVEL = 1;

    private TotalVariation() {}

    /**
     * The derivative by every value. Its size is that of a normalised gradient: from -4 to 4.
     *
     * @param image height x width x 3
     */
    static float[] derivative(float[] image, int height, int width) {
        int colours = ColourFilter.COLOURS;
        float[] derivative = new float[image.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * colours;
                int right = x + 1 < width ? at + colours : at; // no neighbour, no difference
                int below = y + 1 < height ? at + width * colours : at;
                for (int c = 0; c < colours; c++) {
                    double dx = image[right + c] - image[at + c];
                    double dy = image[below + c] - image[at + c];
                    double length = Math.sqrt(LEVEL * LEVEL + dx * dx + dy * dy);
                    derivative[right + c] += (float) (dx / length);
                    derivative[below + c] += (float) (dy / length);
                    derivative[at + c] -= (float) ((dx + dy) / length);
                }
            }
        }
        return derivative;
    }
}
