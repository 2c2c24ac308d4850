package reverie.motifs;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where a motif stands in its picture, how large, how turned, and how often. */
enum Layout {
    /** A thing with an up. */
    UPRIGHT(0.25, 0.16, 0),
    /** A thing with an up that is often seen aslant. */
    TILTED(0.7, 0.2, 0),
    /** A thing that is seen from all sides. */
    TURNED(Math.PI, 0.2, 0),
    /** What has to be read: never mirrored. */
    PRINTED(0.25, 0, 0),
    /** A pattern that fills the picture and has an up. */
    WALL(0.2, 0, 0.25),
    /** A pattern that fills the picture, has an up, and is never seen in part. */
    SKY(0.2, 0, 0),
    /** A pattern that fills the picture, however turned. */
    TEXTURE(Math.PI, 0, 0.25);

    private final double tilt;
    private final double copies;
    private final double parts;

    /**
     * @param tilt greatest turn, in radians
     * @param copies the part of its pictures that show it more than once
     * @param parts the part of its pictures that show a patch of it only
     */
    Layout(double tilt, double copies, double parts) {
        this.tilt = tilt;
        this.copies = copies;
        this.parts = parts;
    }

    void paint(Painter painter, Layer layer, RandomGenerator random) {
        for (AffineTransform place : places(layer.size, random)) {
            try (Brush brush = new Brush(layer, place, random)) {
                painter.paint(brush);
                if (brush.chance(parts)) {
                    brush.cut(patch(brush));
                }
            }
        }
    }

    /** A part of a pattern: a round or an angular one that shows most of it. */
    private static Shape patch(Brush brush) {
        double[] xy = new double[2 * brush.count(4, 9)];
        double turn = brush.between(0, Math.PI);
        for (int i = 0; i < xy.length; i += 2) {
            double radius = brush.between(0.75, 1.1);
            xy[i] = radius * Math.cos(turn + 2 * Math.PI * i / xy.length);
            xy[i + 1] = radius * Math.sin(turn + 2 * Math.PI * i / xy.length);
        }
        return brush.chance(0.5) ? Shapes.polygon(xy) : Shapes.blob(xy);
    }

    private boolean isPattern() {
        return this == WALL || this == SKY || this == TEXTURE;
    }

    private List<AffineTransform> places(int size, RandomGenerator random) {
        if (isPattern()) {
            double scale = Math.exp(between(random, -0.15, 0.2));
            return List.of(place(size, between(random, -0.1, 0.1), between(random, -0.1, 0.1), scale, random));
        }
        if (random.nextDouble() < copies) {
            return random.nextBoolean() ? grid(size, random) : scatter(size, random);
        }
        double scale = between(random, 0.56, 1.15);
        double room = Math.max(0.12, 1.02 - scale);
        return List.of(place(size, between(random, -room, room), between(random, -room, room), scale, random));
    }

    /** Rows of two or three. */
    private List<AffineTransform> grid(int size, RandomGenerator random) {
        int columns = 1 + random.nextInt(random.nextDouble() < 0.3 ? 3 : 2);
        int rows = columns == 1 ? 2 : 1 + random.nextInt(columns);
        List<AffineTransform> places = new ArrayList<>();
        double cell = 2.0 / Math.max(columns, rows);
        double turn = tilt * between(random, -1, 1);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                places.add(place(
                        size,
                        (column - (columns - 1) / 2.0) * cell,
                        (row - (rows - 1) / 2.0) * cell,
                        cell * 0.56,
                        turn,
                        random));
            }
        }
        return places;
    }

    /** A few, each in its own quarter, at their own size and turn. */
    private List<AffineTransform> scatter(int size, RandomGenerator random) {
        List<AffineTransform> places = new ArrayList<>();
        int first = random.nextInt(4);
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            int quarter = (first + (count == 2 ? 3 * i : i)) % 4; // two stand in opposite corners
            double x = (quarter % 2 - 0.5) * between(random, 0.8, 1.1);
            double y = (quarter < 2 ? -0.5 : 0.5) * between(random, 0.8, 1.1);
            places.add(place(size, x, y, between(random, 0.4, 0.62), random));
        }
        return places;
    }

    private AffineTransform place(int size, double x, double y, double scale, RandomGenerator random) {
        return place(size, x, y, scale, tilt * between(random, -1, 1), random);
    }

    /** From the square of the motif to pixels: scaled, sheared and squeezed a little, turned, and moved to (x, y). */
    private AffineTransform place(int size, double x, double y, double scale, double turn, RandomGenerator random) {
        AffineTransform place = new AffineTransform();
        place.translate((1 + x) * size / 2, (1 + y) * size / 2);
        place.rotate(turn);
        place.shear(0.2 * between(random, -1, 1), 0.08 * between(random, -1, 1));
        double squeeze = Math.exp(0.18 * between(random, -1, 1));
        double mirror = this != WALL && this != PRINTED && random.nextBoolean() ? -1 : 1;
        place.scale(mirror * scale * squeeze * size / 2, scale / squeeze * size / 2);
        return place;
    }

    private static double between(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
