package reverie.cli.motion;

import java.util.stream.IntStream;
import reverie.cli.report.UsageException;
import reverie.engine.image.Image;

/**
 * One movement of a camera that looks at a picture: nearer by a factor, and turned. Beyond its edges the picture goes on as in
 * a mirror, which leaves no border and no streaks.
 *
 * <p>Values between pixels are interpolated by cubic convolution: a film moves the same picture hundreds of times, and linear
 * interpolation would make mist of it. Going farther away, the kernel is widened by as much, so that nothing aliases.
 *
 * @param zoom how much larger everything becomes: 1.05 goes nearer, below 1 farther away; {@link #LEAST_ZOOM} to 1 /
 *     LEAST_ZOOM
 * @param degrees how far the picture turns, clockwise
 */
public record Camera(double zoom, double degrees) {

    /** Farther away than this, a picture would be mostly mirror. */
    public static final double LEAST_ZOOM = 0.1;

    public Camera {
        if (!(zoom >= LEAST_ZOOM && zoom <= 1 / LEAST_ZOOM)) {
            throw new UsageException("a zoom of %s; it must be between %s and %s, as in 1.05"
                    .formatted(zoom, LEAST_ZOOM, 1 / LEAST_ZOOM));
        }
        if (!Double.isFinite(degrees)) {
            throw new UsageException("a rotation by %s degrees; it must be a number".formatted(degrees));
        }
    }

    /** What the camera sees after the movement: a picture of the same size, with values from 0 to 255. */
    public Image move(Image image) {
        double angle = Math.toRadians(degrees % 360);
        double cos = Math.cos(angle) / zoom;
        double sin = Math.sin(angle) / zoom;
        double middleX = (image.width() - 1) / 2.0;
        double middleY = (image.height() - 1) / 2.0;
        double stretch = Math.max(1, 1 / zoom);
        float[] rgb = new float[image.rgb().length];
        IntStream.range(0, image.height()).parallel().forEach(y -> {
            CubicTaps across = new CubicTaps(image.width(), stretch);
            CubicTaps down = new CubicTaps(image.height(), stretch);
            for (int x = 0; x < image.width(); x++) {
                // Where this pixel was before the picture turned and grew.
                double fromX = middleX + cos * (x - middleX) + sin * (y - middleY);
                double fromY = middleY - sin * (x - middleX) + cos * (y - middleY);
                across.place(fromX);
                down.place(fromY);
                CubicTaps.sample(image, down, across, rgb, 3 * (y * image.width() + x));
            }
        });
        return new Image(image.height(), image.width(), rgb);
    }
}
