package reverie.motifs;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;

/**
 * What a {@link Painter} draws with: shapes in the square from -1 to 1, y downwards, and all the chance it may use. Colours
 * are 0xRRGGBB.
 */
final class Brush implements AutoCloseable {

    /** How far patterns must reach from the middle to fill the picture, however it is turned and shifted. */
    static final double REACH = 1.7;

    /** A colour, 0xRRGGBB, for every place. */
    @FunctionalInterface
    interface Shader {
        int at(double x, double y);
    }

    private final Layer layer;
    private final Graphics2D graphics;
    private final RandomGenerator random;
    private final Palette palette;

    Brush(Layer layer, AffineTransform toPixels, RandomGenerator random) {
        this.layer = layer;
        this.random = random;
        palette = new Palette(random);
        graphics = layer.graphics();
        graphics.transform(toPixels);
    }

    @Override
    public void close() {
        graphics.dispose();
    }

    RandomGenerator random() {
        return random;
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    int count(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** -1 or 1. */
    int side() {
        return random.nextBoolean() ? 1 : -1;
    }

    /** A natural colour, in the manner of this picture. */
    int tint(int natural) {
        return palette.tint(natural);
    }

    /** One of several natural colours, in the manner of this picture. */
    int tintOf(int... natural) {
        return palette.tint(natural[random.nextInt(natural.length)]);
    }

    void fill(int colour, Shape shape) {
        graphics.setColor(new Color(colour));
        graphics.fill(shape);
    }

    /** Fills with a colour that lets through what is below; {@code alpha} from 0 to 1. */
    void glaze(int colour, double alpha, Shape shape) {
        graphics.setColor(new Color((colour & 0xFFFFFF) | ((int) (255 * alpha) << 24), true));
        graphics.fill(shape);
    }

    void stroke(int colour, double width, Shape shape) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    /** A stroke that ends where the shape ends, and not half its width later. */
    void band(int colour, double width, Shape shape) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    /** Round beads along a shape, {@code distance} apart. */
    void beads(int colour, double width, double distance, Shape shape) {
        dashes(colour, width, BasicStroke.CAP_ROUND, 0.001, distance, shape);
    }

    /** Bands across a shape: each {@code length} long, with gaps of the same length. */
    void bands(int colour, double width, double length, Shape shape) {
        dashes(colour, width, BasicStroke.CAP_BUTT, length, length, shape);
    }

    private void dashes(int colour, double width, int cap, double on, double off, Shape shape) {
        graphics.setColor(new Color(colour));
        float[] pattern = {(float) on, (float) off};
        graphics.setStroke(new BasicStroke((float) width, cap, BasicStroke.JOIN_ROUND, 10, pattern, (float) off / 2));
        graphics.draw(shape);
    }

    void disc(int colour, double x, double y, double radius) {
        fill(colour, Shapes.oval(x, y, radius, radius));
    }

    void oval(int colour, double x, double y, double radiusX, double radiusY) {
        fill(colour, Shapes.oval(x, y, radiusX, radiusY));
    }

    void ring(int colour, double width, double x, double y, double radius) {
        stroke(colour, width, Shapes.oval(x, y, radius, radius));
    }

    void box(int colour, double x, double y, double width, double height) {
        Path2D path = new Path2D.Double();
        Shapes.addBox(path, x, y, width, height);
        fill(colour, path);
    }

    /** A disc that is lit from above on the left. */
    void ball(int colour, double x, double y, double radius) {
        disc(Tint.dark(colour, 0.45), x, y, radius);
        disc(colour, x - 0.1 * radius, y - 0.1 * radius, 0.84 * radius);
        disc(Tint.light(colour, 0.3), x - 0.25 * radius, y - 0.28 * radius, 0.5 * radius);
        disc(Tint.light(colour, 0.8), x - 0.35 * radius, y - 0.4 * radius, 0.18 * radius);
    }

    /** An eye as animals have it: iris, pupil, and a spark of light. */
    void eye(int iris, double x, double y, double radius) {
        disc(Tint.dark(iris, 0.75), x, y, radius);
        disc(iris, x, y, 0.82 * radius);
        disc(0x0A0A0E, x, y, 0.5 * radius);
        disc(0xFFFFFF, x - 0.32 * radius, y - 0.35 * radius, 0.24 * radius);
    }

    /** Paints something smaller at another place; {@code angle} in radians, clockwise. */
    void at(double x, double y, double scale, double angle, Painter painter) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(angle);
        graphics.scale(scale, scale);
        painter.paint(this);
        graphics.setTransform(before);
    }

    /** Paints something on the right, and its mirror image on the left. */
    void mirrored(Painter painter) {
        painter.paint(this);
        AffineTransform before = graphics.getTransform();
        graphics.scale(-1, 1);
        painter.paint(this);
        graphics.setTransform(before);
    }

    /** Paints something several times round the origin. */
    void around(int count, double turn, Painter painter) {
        for (int i = 0; i < count; i++) {
            at(0, 0, 1, turn + 2 * Math.PI * i / count, painter);
        }
    }

    /** Gives every pixel of the layer the colour of its place. */
    void shade(Shader shader) {
        AffineTransform toPlace = graphics.getTransform();
        try {
            toPlace.invert();
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a motif without extent", e);
        }
        int i = 0;
        for (int row = 0; row < layer.size; row++) {
            for (int column = 0; column < layer.size; column++) {
                double x = toPlace.getScaleX() * (column + 0.5)
                        + toPlace.getShearX() * (row + 0.5)
                        + toPlace.getTranslateX();
                double y = toPlace.getShearY() * (column + 0.5)
                        + toPlace.getScaleY() * (row + 0.5)
                        + toPlace.getTranslateY();
                layer.pixels[i++] = 0xFF000000 | shader.at(x, y);
            }
        }
    }

    /** Leaves of what is drawn only what lies within the shape. */
    void cut(Shape shape) {
        Path2D outside = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        Shapes.addBox(outside, -20, -20, 40, 40);
        outside.append(shape, false);
        graphics.setComposite(AlphaComposite.DstOut);
        fill(Tint.BLACK, outside);
        graphics.setComposite(AlphaComposite.SrcOver);
    }
}
