package reverie.engine.dream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reverie.engine.layer.LayerException;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.ReceptiveField;
import reverie.engine.network.Shape;

/**
 * How a picture is taken apart into overlapping tiles, all of one size, and which cells of each layer are which tile's.
 *
 * <p>The cells of a tile are cells of the whole picture, since tiles begin on the layers' common stride. Near a cut they miss
 * what lies beyond. Cells look at the middle of their receptive fields far more than at the rims, so an overlap of half a
 * field and a stride leaves little of that; see {@code docs/numerics.md} for how little. An overlap of a field and a stride
 * would leave nothing.
 *
 * @param rows of tiles
 * @param columns of tiles
 * @param layers that are looked at, by full name
 */
record Tiling(TileAxis rows, TileAxis columns, Map<String, Layer> layers) {

    /** How much of a receptive field neighbours share, beside a stride. */
    private static final double FIELDS = 0.5;

    /**
     * The cells of one layer.
     *
     * @param whole shape of its output on the whole picture
     * @param field what a cell sees
     * @param rows that belong to each row of tiles
     * @param columns that belong to each column of tiles
     */
    record Layer(Shape whole, ReceptiveField field, List<TileAxis.Cells> rows, List<TileAxis.Cells> columns) {

        /** Values of the largest share. */
        int mostValues() {
            return most(rows) * most(columns) * whole.channels();
        }

        private static int most(List<TileAxis.Cells> shares) {
            return shares.stream().mapToInt(TileAxis.Cells::count).max().orElseThrow();
        }
    }

    /**
     * Takes a picture apart.
     *
     * @param names of layers
     * @param longest pixels that a tile may be long or wide
     * @throws LayerException if a layer cannot run on such tiles, or its cells there are none of the whole picture's
     */
    static Tiling of(NetworkDefinition definition, List<String> names, int height, int width, int longest) {
        return of(definition, names, height, width, longest, FIELDS);
    }

    /** The same with an overlap of so many receptive fields, and a stride; as far as half a tile allows. */
    static Tiling of(
            NetworkDefinition definition, List<String> names, int height, int width, int longest, double fields) {
        var shapes = new NetworkShapes(definition, height, width);
        names.forEach(shapes::of);
        Map<String, ReceptiveField> views = ReceptiveField.of(definition, shapes);
        requireSameViews(
                names, views, ReceptiveField.of(definition, new NetworkShapes(definition, height + 1, width + 1)));
        int stride = 1;
        int sees = 1;
        for (String name : names) {
            ReceptiveField field = views.get(name);
            stride = leastCommonMultiple(stride, leastCommonMultiple(field.strideHeight(), field.strideWidth()));
            sees = Math.max(sees, Math.max(field.height(), field.width()));
        }
        int overlap = (int) Math.ceil(fields * sees) + stride;
        int leastRows = 0;
        int leastColumns = 0;
        for (String name : names) {
            // A tile has as many strides more pixels than cells as the picture has.
            Shape shape = shapes.of(name);
            leastRows = Math.max(
                    leastRows, height - shape.height() * views.get(name).strideHeight());
            leastColumns = Math.max(
                    leastColumns, width - shape.width() * views.get(name).strideWidth());
        }
        TileAxis rows = axis(names, height, longest, stride, overlap, leastRows);
        TileAxis columns = axis(names, width, longest, stride, overlap, leastColumns);
        Map<String, Layer> layers = new LinkedHashMap<>();
        var small = new NetworkShapes(definition, rows.side(), columns.side());
        names.forEach(small::of);
        for (String name : names) {
            layers.put(name, layer(rows, columns, views.get(name), shapes.of(name), small.of(name)));
        }
        return new Tiling(rows, columns, layers);
    }

    /** Cells that see more of a larger picture are none of its cells on a smaller one. */
    private static void requireSameViews(
            List<String> names, Map<String, ReceptiveField> views, Map<String, ReceptiveField> larger) {
        for (String name : names) {
            if (!views.get(name).equals(larger.get(name))) {
                throw new LayerException(
                        "layer %s sees all of a picture at once, so that it cannot be computed in tiles"
                                .formatted(name));
            }
        }
    }

    private static TileAxis axis(List<String> names, int length, int longest, int stride, int overlap, int least) {
        return TileAxis.of(length, longest, stride, overlap, least)
                .orElseThrow(() -> new LayerException("tiles of %d pixels are too small for %s; %d would do"
                        .formatted(longest, String.join(", ", names), least + 2 * stride - 1)));
    }

    private static Layer layer(TileAxis rows, TileAxis columns, ReceptiveField field, Shape whole, Shape small) {
        return new Layer(
                whole,
                field,
                rows.share(
                        whole.height(), small.height(), field.strideHeight(), field.top() + (field.height() - 1) / 2.0),
                columns.share(
                        whole.width(), small.width(), field.strideWidth(), field.left() + (field.width() - 1) / 2.0));
    }

    private static int leastCommonMultiple(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return a / x * b;
    }
}
