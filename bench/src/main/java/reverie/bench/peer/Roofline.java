package reverie.bench.peer;

import java.util.List;

/**
 * How near each convolution comes to what the machine can do.
 *
 * @param size of the picture that the network looks at
 * @param peak the arithmetic that all threads together can do, in GFLOP/s
 * @param bandwidth of the memory, with all threads, in GB/s
 */
record Roofline(String size, int threads, double peak, double bandwidth, List<Point> points) {

    /**
     * A convolution, forward or back.
     *
     * @param intensity operations of the direct sum for each byte of input, output and weights, each counted once
     * @param rate effective GFLOP/s: operations of the direct sum / time. An algorithm that needs fewer operations can be
     *     above the roof
     */
    record Point(String layer, String direction, double intensity, double rate) {}

    Roofline {
        points = List.copyOf(points);
    }

    /** The most that can be done at so many operations per byte, in GFLOP/s, if every byte comes from memory. */
    double roof(double intensity) {
        return Math.min(peak, bandwidth * intensity);
    }

    /** Rates only; the rest is in the chart and in the report. */
    TextTable table() {
        var table = new TextTable("GFLOP/s at " + size, "forward", "of the roof", "backward", "of the roof");
        for (String layer : points.stream().map(Point::layer).distinct().toList()) {
            Point forward = point(layer, "forward");
            Point backward = point(layer, "backward");
            table.row(
                    layer,
                    TextTable.number(forward.rate(), 1),
                    TextTable.percent(forward.rate() / roof(forward.intensity())),
                    TextTable.number(backward.rate(), 1),
                    TextTable.percent(backward.rate() / roof(backward.intensity())));
        }
        return table.row("multiply-adds in registers", TextTable.number(peak, 1), "", "", "")
                .row("memory, GB/s", TextTable.number(bandwidth, 1), "", "", "");
    }

    private Point point(String layer, String direction) {
        return points.stream()
                .filter(point ->
                        point.layer().equals(layer) && point.direction().equals(direction))
                .findFirst()
                .orElseThrow();
    }
}
