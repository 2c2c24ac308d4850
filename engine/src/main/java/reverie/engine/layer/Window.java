package reverie.engine.layer;

/**
 * What one output of a layer sees of the layer's input, and how far the next output's view lies from it.
 *
 * @param height rows seen, dilation included
 * @param width columns seen
 * @param strideHeight rows between neighbouring views
 * @param strideWidth columns between neighbouring views
 * @param paddingHeight rows of the first view that lie above the input
 * @param paddingWidth columns of the first view that lie before it
 */
public record Window(int height, int width, int strideHeight, int strideWidth, int paddingHeight, int paddingWidth) {

    /** The view of a layer that looks at one position at a time. */
    public static final Window POINT = new Window(1, 1, 1, 1, 0, 0);
}
