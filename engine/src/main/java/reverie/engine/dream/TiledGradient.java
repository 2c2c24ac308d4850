package reverie.engine.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Pass;
import reverie.engine.network.ReceptiveField;
import reverie.engine.objective.LayerView;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;

/**
 * The gradient of a picture that is taken apart into overlapping tiles, one after the other in the memory of a single pass.
 * Every pixel's gradient is taken from the tile in which it lies farthest from a cut. Near a cut a tile misses what lies
 * beyond; but a layer's cells hardly look as far as their receptive field reaches, so with an overlap of a good part of it
 * the error is small, and the jitter moves the cuts about in the picture, so that no step's error meets the next one's.
 *
 * <p>All tiles are equally large, and their corners fall on the layers' common stride, so that their cells are the cells of
 * the whole picture.
 */
final class TiledGradient implements PictureGradient {

    /** One tile along one axis. */
    private record Span(int start, int coreStart, int coreEnd) {}

    private final Backend backend;
    private final DreamObjective objective;
    private final NetworkShapes shapes;
    private final Map<String, ReceptiveField> fields;
    private final Pass pass;
    private final String[] layers;
    private final List<Span> rows;
    private final List<Span> columns;
    private final FeatureMap input;
    private final FeatureMap gradient;

    /** @param tile the longest side of a tile, in pixels */
    TiledGradient(Network network, DreamObjective objective, int height, int width, int tile) {
        this.backend = network.backend();
        this.objective = objective;
        this.layers = objective.layers().toArray(String[]::new);
        this.shapes = new NetworkShapes(network.definition(), height, width);
        this.fields = ReceptiveField.of(network.definition(), shapes);
        TileSize size = TileSize.of(objective, fields, height, width, tile);
        this.rows = spans(height, size.height(), size.stride(), size.overlap());
        this.columns = spans(width, size.width(), size.stride(), size.overlap());
        this.pass = network.prepare(size.height(), size.width(), objective.layers());
        this.input = backend.allocateMap(height, width, ColourFilter.COLOURS);
        this.gradient = backend.allocateMap(height, width, ColourFilter.COLOURS);
    }

    /** Tiles of a length, from the first pixel to the last, that overlap by at least so much; cut in the middle of it. */
    private static List<Span> spans(int length, int tile, int stride, int overlap) {
        int last = length - tile;
        int step = Math.max(stride, (tile - overlap) / stride * stride);
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < last; start += step) {
            starts.add(start);
        }
        starts.add(last);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int from = i == 0 ? 0 : (starts.get(i - 1) + tile + start) / 2;
            int to = i + 1 == starts.size() ? length : (start + tile + starts.get(i + 1)) / 2;
            spans.add(new Span(start, from, to));
        }
        return spans;
    }

    @Override
    public FeatureMap input() {
        return input;
    }

    @Override
    public FeatureMap gradient() {
        return gradient;
    }

    @Override
    public double compute(Jitter.Offset shift) {
        float[] picture = backend.read(input);
        float[] whole = new float[picture.length];
        double value = 0;
        for (Span row : rows) {
            for (Span column : columns) {
                load(picture, row, column);
                pass.forwardTo(layers);
                value += share(row, column)
                        * objective.differentiate(backend, pass, (layer, map) -> view(layer, map, row, column, shift));
                pass.backwardFrom(layers);
                keepCore(backend.read(pass.inputGradient()), row, column, whole);
            }
        }
        backend.write(whole, gradient);
        return value;
    }

    @Override
    public double value() {
        float[] picture = backend.read(input);
        double value = 0;
        for (Span row : rows) {
            for (Span column : columns) {
                load(picture, row, column);
                pass.forwardTo(layers);
                value += share(row, column)
                        * objective.value(
                                backend, pass, (layer, map) -> view(layer, map, row, column, new Jitter.Offset(0, 0)));
            }
        }
        return value;
    }

    /** Overlaps are seen by several tiles: each counts by the share of it that it is asked for, which is nearly exact. */
    private double share(Span row, Span column) {
        double pixels = (double) (row.coreEnd - row.coreStart) * (column.coreEnd - column.coreStart);
        return pixels / pass.input().pixels();
    }

    private void load(float[] picture, Span row, Span column) {
        FeatureMap tile = pass.input();
        int line = tile.width() * ColourFilter.COLOURS;
        float[] values = new float[tile.size()];
        for (int y = 0; y < tile.height(); y++) {
            System.arraycopy(picture, at(row.start + y, column.start), values, y * line, line);
        }
        backend.write(values, tile);
    }

    private void keepCore(float[] values, Span row, Span column, float[] whole) {
        int line = pass.input().width() * ColourFilter.COLOURS;
        int length = (column.coreEnd - column.coreStart) * ColourFilter.COLOURS;
        for (int y = row.coreStart; y < row.coreEnd; y++) {
            int from = (y - row.start) * line + (column.coreStart - column.start) * ColourFilter.COLOURS;
            System.arraycopy(values, from, whole, at(y, column.coreStart), length);
        }
    }

    private int at(int y, int x) {
        return (y * input.width() + x) * ColourFilter.COLOURS;
    }

    /** Where the cells of a tile stand among those of the whole picture. */
    private LayerView view(String layer, FeatureMap map, Span row, Span column, Jitter.Offset shift) {
        ReceptiveField field = fields.get(layer);
        return new LayerView(
                map,
                row.start / field.strideHeight(),
                column.start / field.strideWidth(),
                Math.max(shapes.of(layer).height(), row.start / field.strideHeight() + map.height()),
                Math.max(shapes.of(layer).width(), column.start / field.strideWidth() + map.width()),
                (double) shift.down() / input.height(),
                (double) shift.right() / input.width());
    }
}
