package reverie.engine.dream;

import java.util.LinkedHashMap;
import java.util.Map;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.objective.LayerView;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/**
 * The gradient of a picture that is taken apart into overlapping tiles, one after the other in the memory of a single pass.
 * Every cell of a layer counts in one tile only, the one that shows most of what the cell sees; its derivative reaches all
 * pixels of that tile, and where tiles overlap their gradients add up. So there is no line across which the gradient jumps,
 * and the objective is a sum over all cells, as it is for the picture as a whole.
 */
final class TiledGradient implements PictureGradient {

    private final Backend backend;
    private final DreamObjective objective;
    private final Tiling tiling;
    private final Pass pass;
    private final String[] layers;
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final FeatureMap input;
    private final FeatureMap gradient;

    /** @param longest pixels that a tile may be long or wide */
    static TiledGradient of(Network network, DreamObjective objective, int height, int width, int longest) {
        var tiling = Tiling.of(network.definition(), objective.layers(), height, width, longest);
        return new TiledGradient(network, objective, height, width, tiling);
    }

    TiledGradient(Network network, DreamObjective objective, int height, int width, Tiling tiling) {
        this.backend = network.backend();
        this.objective = objective;
        this.tiling = tiling;
        this.layers = objective.layers().toArray(String[]::new);
        this.pass = network.prepare(tiling.rows().side(), tiling.columns().side(), objective.layers());
        tiling.layers().forEach((name, layer) -> shares.put(name, new Share(backend, layer)));
        this.input = backend.allocateMap(height, width, ColourFilter.COLOURS);
        this.gradient = backend.allocateMap(height, width, ColourFilter.COLOURS);
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
    public Reading compute(Jitter.Offset shift) {
        float[] picture = backend.read(input);
        float[] sum = new float[picture.length];
        Reading value = Reading.of(0);
        for (int row = 0; row < tiling.rows().starts().size(); row++) {
            for (int column = 0; column < tiling.columns().starts().size(); column++) {
                forward(picture, row, column);
                value = value.plus(objective.differentiate(backend, places(shift)));
                shares.forEach((layer, share) -> share.spread(pass.gradient(layer)));
                pass.backwardFrom(layers);
                add(backend.read(pass.inputGradient()), row, column, sum);
            }
        }
        backend.write(sum, gradient);
        return value;
    }

    @Override
    public Reading value() {
        float[] picture = backend.read(input);
        Reading value = Reading.of(0);
        for (int row = 0; row < tiling.rows().starts().size(); row++) {
            for (int column = 0; column < tiling.columns().starts().size(); column++) {
                forward(picture, row, column);
                value = value.plus(objective.value(backend, places(Jitter.Offset.NONE)));
            }
        }
        return value;
    }

    /** Computes the outputs of a tile, and takes out what is its own. */
    private void forward(float[] picture, int row, int column) {
        int top = tiling.rows().starts().get(row);
        int left = tiling.columns().starts().get(column);
        FeatureMap tile = pass.input();
        int line = tile.width() * ColourFilter.COLOURS;
        float[] values = new float[tile.size()];
        for (int y = 0; y < tile.height(); y++) {
            System.arraycopy(picture, at(top + y, left), values, y * line, line);
        }
        backend.write(values, tile);
        pass.forwardTo(layers);
        shares.forEach((layer, share) -> share.take(pass.activation(layer), row, column, top, left));
    }

    private void add(float[] values, int row, int column, float[] sum) {
        int line = pass.input().width() * ColourFilter.COLOURS;
        for (int y = 0; y < pass.input().height(); y++) {
            int to = at(
                    tiling.rows().starts().get(row) + y,
                    tiling.columns().starts().get(column));
            for (int i = 0; i < line; i++) {
                sum[to + i] += values[y * line + i];
            }
        }
    }

    private int at(int y, int x) {
        return (y * input.width() + x) * ColourFilter.COLOURS;
    }

    private LayerPlaces places(Jitter.Offset shift) {
        double down = (double) shift.down() / input.height();
        double right = (double) shift.right() / input.width();
        return new LayerPlaces() {
            @Override
            public LayerView seen(String layer) {
                return shares.get(layer).view(down, right);
            }

            @Override
            public FeatureMap gradient(String layer) {
                return shares.get(layer).gradient;
            }
        };
    }

    /** The cells of a layer that belong to the tile at hand, in maps of their own. */
    private static final class Share {

        private final Backend backend;
        private final Tiling.Layer layer;
        private final FeatureMap activationMemory;
        private final FeatureMap gradientMemory;
        private TileAxis.Cells rows;
        private TileAxis.Cells columns;
        private int above; // rows of the tile's map that belong to other tiles
        private int before;
        private FeatureMap activation;
        private FeatureMap gradient;

        Share(Backend backend, Tiling.Layer layer) {
            this.backend = backend;
            this.layer = layer;
            this.activationMemory = backend.allocateMap(1, 1, layer.mostValues());
            this.gradientMemory = backend.allocateMap(1, 1, layer.mostValues());
        }

        /** @param map the layer's output on the tile that begins at (top, left) */
        void take(FeatureMap map, int row, int column, int top, int left) {
            rows = layer.rows().get(row);
            columns = layer.columns().get(column);
            above = rows.first() - top / layer.field().strideHeight();
            before = columns.first() - left / layer.field().strideWidth();
            activation = FeatureMap.dense(activationMemory.buffer(), rows.count(), columns.count(), map.channels());
            gradient = FeatureMap.dense(gradientMemory.buffer(), rows.count(), columns.count(), map.channels());
            float[] all = backend.read(map);
            float[] own = new float[activation.size()];
            int line = columns.count() * map.channels();
            for (int y = 0; y < rows.count(); y++) {
                System.arraycopy(all, at(map, y), own, y * line, line);
            }
            backend.write(own, activation);
        }

        /** Writes the gradient of the whole tile: nothing in the cells of others. */
        void spread(FeatureMap map) {
            float[] own = backend.read(gradient);
            float[] all = new float[map.size()];
            int line = columns.count() * map.channels();
            for (int y = 0; y < rows.count(); y++) {
                System.arraycopy(own, y * line, all, at(map, y), line);
            }
            backend.write(all, map);
        }

        private int at(FeatureMap map, int y) {
            return ((above + y) * map.width() + before) * map.channels();
        }

        LayerView view(double down, double right) {
            Shape whole = layer.whole();
            return new LayerView(activation, rows.first(), columns.first(), whole.height(), whole.width(), down, right);
        }
    }
}
