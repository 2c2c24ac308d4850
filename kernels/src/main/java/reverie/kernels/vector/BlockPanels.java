package reverie.kernels.vector;

import reverie.kernels.ConvolutionShape;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterAxis;
import reverie.kernels.plan.FilterView;

/**
 * Panels for {@link BlockedBackward}: from output channels to the pixels of a block of input, with zeros where a pixel has
 * no such tap.
 */
final class BlockPanels implements Packing {

    private final ConvolutionShape shape;
    private final AxisTaps rows;
    private final AxisTaps columns;
    private final FilterView filters;
    private final FilterView blocks;
    private final Panels panels;

    /**
     * @param shape of one group
     * @param rows from {@link AxisTaps#blocks}
     * @param filters seen forward
     */
    BlockPanels(ConvolutionShape shape, AxisTaps rows, AxisTaps columns, FilterView filters) {
        this.shape = shape;
        this.rows = rows;
        this.columns = columns;
        this.filters = filters;
        int destinations = shape.strideHeight() * shape.strideWidth() * shape.inChannels();
        int tap = shape.outChannels() * destinations;
        int row = columns.taps().length * tap;
        this.blocks = new FilterView(new float[rows.taps().length * row], 0, row, tap, destinations, 1);
        expand();
        this.panels = new Panels(new Panels.Part(rows, columns, shape.outChannels(), blocks), destinations);
    }

    Panels panels() {
        return panels;
    }

    @Override
    public void pack() {
        expand();
        panels.pack();
    }

    private void expand() {
        FilterAxis rowAxis = FilterAxis.rows(shape);
        FilterAxis columnAxis = FilterAxis.columns(shape);
        for (int row : rows.taps()) {
            for (int column : columns.taps()) {
                for (int pixel = 0; pixel < shape.strideHeight() * shape.strideWidth(); pixel++) {
                    int rowTap = rowAxis.tapBetween(pixel / shape.strideWidth(), rows.offsets()[row]);
                    int columnTap = columnAxis.tapBetween(pixel % shape.strideWidth(), columns.offsets()[column]);
                    if (rowTap >= 0 && columnTap >= 0) {
                        copyTap(rowTap, columnTap, row, column, pixel);
                    }
                }
            }
        }
    }

    private void copyTap(int rowTap, int columnTap, int row, int column, int pixel) {
        int channels = shape.inChannels();
        for (int out = 0; out < shape.outChannels(); out++) {
            for (int in = 0; in < channels; in++) {
                int at = blocks.at(row, column, out, pixel * channels + in);
                blocks.weights()[at] = filters.weight(rowTap, columnTap, in, out);
            }
        }
    }
}
