package reverie.lessons;

import java.io.PrintStream;
import java.util.Locale;

/** Lesson 6: a dream of a row of pixels. */
public final class Dream implements Lesson {

    /** Finds pixels that are brighter than those beside them. */
    static final double[] BUMP = {-1, 2, -1};

    private static final double MEAN_CHANGE = 1.5;

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new Dream().show(System.out);
    }

    static double[] activations(double[] pixels) {
        return Relu.forward(Convolution.forward(pixels, BUMP));
    }

    // @start region=gradient
    static double[] gradient(double[] pixels) {
        double[] response = Convolution.forward(pixels, BUMP);
        double[] activations = Relu.forward(response);
        double[] seed = activations; // the derivative of half the sum of squares
        return Convolution.backward(Relu.backward(response, seed), BUMP, pixels.length);
    }
    // @end region=gradient

    // @start region=step
    /** Changes the pixels along the gradient, by 1.5 grey levels on average, and keeps them between black and white. */
    static void step(double[] pixels) {
        double[] gradient = gradient(pixels);
        double mean = 0;
        for (double each : gradient) {
            mean += Math.abs(each) / gradient.length;
        }
        if (mean == 0) {
            return; // nothing responds, so there is nowhere to go
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.clamp(pixels[i] + MEAN_CHANGE * gradient[i] / mean, 0, 255);
        }
    }
    // @end region=step

    @Override
    public void show(PrintStream out) {
        double[] pixels = {100, 100, 103, 100, 100, 100, 101, 100};
        out.println("steps  strength  pixels");
        for (int steps = 0; steps <= 20; steps++) {
            if (steps <= 2 || steps % 10 == 0) {
                print(out, steps, pixels);
            }
            step(pixels);
        }
        out.println();
        out.println("a flat wall");
        double[] wall = {100, 100, 100, 100, 100, 100, 100, 100};
        step(wall);
        print(out, 1, wall);
    }

    private static void print(PrintStream out, int steps, double[] pixels) {
        out.printf(Locale.ROOT, "%5d %9.1f", steps, Convolution.strength(activations(pixels)));
        for (double pixel : pixels) {
            out.printf(Locale.ROOT, " %6.1f", pixel);
        }
        out.println();
    }
}
