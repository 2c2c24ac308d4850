package reverie.kernels.vector;

import java.util.Arrays;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.FilterAxis;

/**
 * A copy of an input, channel by channel and with zeros around it, in which the positions that a tap of the filter reads for
 * one row of outputs lie side by side. With a stride they are apart in the input, so rows and columns are sorted by their
 * remainder: the plane of a channel is cut into stride x stride phases, each a small plane.
 */
final class TurnedInput {

    private final FeatureMap map;
    private final Axis rows;
    private final Axis columns;
    private final int outputHeight;

    /** One axis of a phase: padded position p lies in phase p mod stride, at p / stride. */
    private record Axis(FilterAxis filter, int length) {

        static Axis of(FilterAxis filter, int outputs) {
            int reach = (filter.taps() - 1) * filter.dilation();
            return new Axis(filter, outputs + reach / filter.stride());
        }

        int phases() {
            return Math.min(filter.stride(), (filter.taps() - 1) * filter.dilation() + 1);
        }

        int phase(int tap) {
            return tap * filter.dilation() % filter.stride();
        }

        int offset(int tap) {
            return tap * filter.dilation() / filter.stride();
        }

        /** The position in the input, which may lie outside. */
        int position(int phase, int index) {
            return index * filter.stride() + phase - filter.padding();
        }
    }

    TurnedInput(ConvolutionShape shape, FeatureMap map, int outputHeight, int outputWidth) {
        this.map = map;
        this.rows = Axis.of(FilterAxis.rows(shape), outputHeight);
        this.columns = Axis.of(FilterAxis.columns(shape), outputWidth);
        this.outputHeight = outputHeight;
    }

    private int phase() {
        return rows.length() * columns.length();
    }

    /** Floats of the copy. */
    int size() {
        return Math.multiplyExact(rows.phases() * columns.phases() * phase(), map.channels());
    }

    /** Where the first position lies that a tap reads of a channel. */
    int at(int tapRow, int tapColumn, int channel) {
        return start(channel, rows.phase(tapRow), columns.phase(tapColumn))
                + rows.offset(tapRow) * columns.length()
                + columns.offset(tapColumn);
    }

    private int start(int channel, int rowPhase, int columnPhase) {
        return ((channel * rows.phases() + rowPhase) * columns.phases() + columnPhase) * phase();
    }

    /** Where each row of outputs starts to read, behind where the first does. */
    int[] runs() {
        int[] runs = new int[outputHeight];
        Arrays.setAll(runs, y -> y * columns.length());
        return runs;
    }

    /** Fills the copy, which lies at the start of the memory. */
    void fill(Team team, float[] memory) {
        team.forEach(rows.phases() * rows.length(), row -> fillRow(row / rows.length(), row % rows.length(), memory));
    }

    private void fillRow(int rowPhase, int index, float[] memory) {
        int y = rows.position(rowPhase, index);
        for (int columnPhase = 0; columnPhase < columns.phases(); columnPhase++) {
            int to = start(0, rowPhase, columnPhase) + index * columns.length();
            int channelStep = rows.phases() * columns.phases() * phase();
            for (int i = 0; i < columns.length(); i++) {
                int x = columns.position(columnPhase, i);
                if (y >= 0 && y < map.height() && x >= 0 && x < map.width()) {
                    scatter(map.at(y, x), memory, to + i, channelStep);
                } else {
                    clear(memory, to + i, channelStep);
                }
            }
        }
    }

    private void scatter(int from, float[] memory, int to, int step) {
        float[] values = HostBuffer.array(map);
        for (int c = 0; c < map.channels(); c++) {
            memory[to + c * step] = values[from + c];
        }
    }

    private void clear(float[] memory, int to, int step) {
        for (int c = 0; c < map.channels(); c++) {
            memory[to + c * step] = 0;
        }
    }
}
