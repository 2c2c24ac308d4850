package reverie.kernels.vector;

import java.util.Arrays;
import java.util.List;
import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.AxisTaps;

/**
 * The source of a convolution as its kernel reads it: with zeros around it, so that no tap needs to ask where the edge is.
 * If none are wanted it is the map itself; otherwise a copy in scratch memory, which costs one pass over data that the
 * convolution then reads many times.
 */
final class SourceMap {

    private final FeatureMap map;
    private final int above;
    private final int before;
    private final int height;
    private final int width;

    SourceMap(FeatureMap map, List<AxisTaps> rows, List<AxisTaps> columns) {
        this.map = map;
        this.above = rows.stream().mapToInt(AxisTaps::zerosBefore).max().orElse(0);
        this.before = columns.stream().mapToInt(AxisTaps::zerosBefore).max().orElse(0);
        this.height = above
                + map.height()
                + rows.stream()
                        .mapToInt(axis -> axis.zerosBehind(map.height()))
                        .max()
                        .orElse(0);
        this.width = before
                + map.width()
                + columns.stream()
                        .mapToInt(axis -> axis.zerosBehind(map.width()))
                        .max()
                        .orElse(0);
    }

    private boolean isCopied() {
        return height != map.height() || width != map.width();
    }

    int scratch() {
        return isCopied() ? Math.multiplyExact(Math.multiplyExact(height, width), map.channels()) : 0;
    }

    int pixelStride() {
        return isCopied() ? map.channels() : map.pixelStride();
    }

    int rowStride() {
        return width * pixelStride();
    }

    /** Where the source's first channel at a row and column lies; both may be outside the map by as much as taps reach. */
    int at(int y, int x) {
        int first = isCopied() ? 0 : map.offset();
        return first + (y + above) * rowStride() + (x + before) * pixelStride();
    }

    /** The array to read from; fills it first if it is a copy. */
    float[] prepare(Team team, float[] scratch) {
        if (!isCopied()) {
            return HostBuffer.array(map);
        }
        team.forEach(height, row -> copyRow(row, scratch));
        return scratch;
    }

    private void copyRow(int row, float[] scratch) {
        int start = row * rowStride();
        int end = start + rowStride();
        int y = row - above;
        if (y < 0 || y >= map.height()) {
            Arrays.fill(scratch, start, end, 0);
            return;
        }
        int first = start + before * map.channels();
        int last = first + map.width() * map.channels();
        Arrays.fill(scratch, start, first, 0);
        Arrays.fill(scratch, last, end, 0);
        float[] values = HostBuffer.array(map);
        if (map.isDense()) {
            System.arraycopy(values, map.at(y, 0), scratch, first, last - first);
        } else {
            for (int x = 0; x < map.width(); x++) {
                System.arraycopy(values, map.at(y, x), scratch, first + x * map.channels(), map.channels());
            }
        }
    }
}
