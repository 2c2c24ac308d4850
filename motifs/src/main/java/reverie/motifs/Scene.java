package reverie.motifs;

import java.awt.geom.AffineTransform;
import java.util.random.RandomGenerator;

/** What a picture shows besides its motif: a background, and small things that are in the way. */
final class Scene {

    private Scene() {}

    /** Opaque pixels to put the motif on; its colours keep away from a luminance, 0 to 255. */
    static int[] background(int size, int avoided, RandomGenerator random) {
        Layer layer = new Layer(size);
        int one = away(avoided, random);
        int other = away(avoided, random);
        try (Brush brush = new Brush(layer, square(size), random)) {
            brush.shade(ground(brush, one, other));
            if (brush.chance(0.35)) {
                clutter(brush, brush.count(2, 7), 0.35, avoided);
            }
        }
        return layer.pixels;
    }

    /** A few small things before the motif. */
    static void foreground(Layer layer, RandomGenerator random) {
        try (Brush brush = new Brush(layer, square(layer.size), random)) {
            clutter(brush, brush.count(1, 3), 0.13, 128);
        }
    }

    private static AffineTransform square(int size) {
        return new AffineTransform(size / 2.0, 0, 0, size / 2.0, size / 2.0, size / 2.0);
    }

    private static int away(int avoided, RandomGenerator random) {
        int colour = Palette.any(random);
        int distance = Tint.luminance(colour) - avoided;
        if (Math.abs(distance) >= 45) {
            return colour;
        }
        return avoided > 128 ? Tint.dark(colour, 0.55) : Tint.light(colour, 0.55);
    }

    private static Brush.Shader ground(Brush brush, int one, int other) {
        double angle = brush.between(0, 2 * Math.PI);
        double dx = Math.cos(angle);
        double dy = Math.sin(angle);
        Noise noise = new Noise(brush.random());
        double scale = brush.between(0.8, 6);
        return switch (brush.count(0, 6)) {
            case 0 -> (x, y) -> one;
            case 1 -> (x, y) -> Tint.mix(one, other, 0.5 + 0.4 * (x * dx + y * dy));
            case 2 -> (x, y) -> Tint.mix(one, other, Math.hypot(x - 0.5 * dx, y - 0.5 * dy) / 1.6);
            case 3 -> (x, y) -> Tint.mix(one, other, 1.8 * noise.at(x * 1.6 + 9, y * 1.6) - 0.4);
            case 4 -> (x, y) -> Tint.mix(one, other, 1.6 * noise.fractal(x * scale, y * scale, 2) - 0.3);
            case 5 -> (x, y) -> Tint.mix(one, other, 0.5 + 0.35 * Math.sin((x * dx + y * dy) * scale * 2.5));
            default -> (x, y) -> Tint.mix(one, other, (y + 0.6 * dx) * 12); // ground and sky
        };
    }

    /** Simple shapes, none of them a motif. */
    private static void clutter(Brush brush, int count, double largest, int avoided) {
        for (int i = 0; i < count; i++) {
            double x = brush.between(-1, 1);
            double y = brush.between(-1, 1);
            double size = brush.between(0.3, 1) * largest;
            int colour = away(avoided, brush.random());
            brush.at(x, y, size, brush.between(0, Math.PI), b -> {
                switch (b.count(0, 3)) {
                    case 0 -> b.oval(colour, 0, 0, 1, b.between(0.4, 1));
                    case 1 -> b.box(colour, -1, -0.6, 2, 1.2);
                    case 2 -> b.fill(colour, Shapes.polygon(-1, 0.8, 0, -1, 1, 0.8));
                    default -> b.stroke(colour, 0.25, Shapes.line(-1.6, 0, 1.6, 0));
                }
            });
        }
    }
}
