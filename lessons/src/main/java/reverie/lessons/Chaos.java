package reverie.lessons;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Random;

/** Lesson 8: why two dreams that began all but alike end apart. */
public final class Chaos implements Lesson {

    private static final int PIXELS = 40;
    private static final int WINDOW = 3;
    private static final int STRIDE = 2;
    private static final double MEAN_CHANGE = 1.5;

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new Chaos().show(System.out);
    }

    // @start region=fork
    /** One step along the gradient through a max pooling: of every pair the greater pixel grows. */
    static void growGreater(double[] pair, double step) {
        pair[MaxPooling.winner(pair, 0, 2)] += step;
    }
    // @end region=fork

    // @start region=step
    /** One step of a dream through a convolution, a ReLU and a max pooling of three with stride two. */
    static void step(double[] pixels) {
        double[] response = Convolution.forward(pixels, Dream.BUMP);
        double[] rectified = Relu.forward(response);
        double[] pooled = MaxPooling.forward(rectified, WINDOW, STRIDE);
        double[] ofRectified = MaxPooling.backward(rectified, pooled, WINDOW, STRIDE);
        double[] gradient = Convolution.backward(Relu.backward(response, ofRectified), Dream.BUMP, pixels.length);
        double mean = 0;
        for (double each : gradient) {
            mean += Math.abs(each) / gradient.length;
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += MEAN_CHANGE * gradient[i] / mean;
        }
    }
    // @end region=step

    /** The root of the mean of squared differences. */
    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }

    @Override
    public void show(PrintStream out) {
        double[] one = {5.001, 5};
        double[] other = {5, 5.001};
        for (int i = 0; i < 10; i++) {
            growGreater(one, 1);
            growGreater(other, 1);
        }
        Numbers.print(out, "5.001 and 5 become", one);
        Numbers.print(out, "5 and 5.001 become", other);

        out.println();
        out.println("distance of two dreams that began with 0.01 between them");
        out.println("steps    in pixel 3   in pixel 12");
        for (int steps = 0; steps <= 40; steps += 5) {
            out.printf(Locale.ROOT, "%5d %13.4f %13.4f%n", steps, distanceAfter(steps, 3), distanceAfter(steps, 12));
        }
    }

    private static double distanceAfter(int steps, int pixel) {
        double[] photo = photo();
        double[] changed = photo();
        changed[pixel] += 0.01;
        for (int step = 0; step < steps; step++) {
            step(photo);
            step(changed);
        }
        return distance(photo, changed);
    }

    /** Grey, with a little grain in whole grey levels, so that neighbours are often equally bright. */
    private static double[] photo() {
        var random = new Random(2);
        double[] photo = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            photo[i] = 100 + random.nextInt(8);
        }
        return photo;
    }
}
