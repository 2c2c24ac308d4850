package reverie.lessons;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Lesson 9: why a change that nobody sees can decide what a network says. */
public final class Fooling implements Lesson {

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new Fooling().show(System.out);
    }

    // @start region=score
    /** What a class scores: every pixel counts with a weight, for or against it. */
    static double score(double[] pixels, double[] weights) {
        double score = 0;
        for (int i = 0; i < pixels.length; i++) {
            score += weights[i] * pixels[i];
        }
        return score;
    }
    // @end region=score

    // @start region=push
    /** Changes every pixel by the same amount, up or down, whichever raises the score. */
    static double[] pushed(double[] pixels, double[] weights, double amount) {
        double[] pushed = pixels.clone();
        for (int i = 0; i < pixels.length; i++) {
            pushed[i] += amount * Math.signum(weights[i]);
        }
        return pushed;
    }
    // @end region=push

    @Override
    public void show(PrintStream out) {
        double[] pixels = {100, 120, 90, 110};
        double[] weights = {0.5, -0.25, 0.125, -0.5};
        double[] pushed = pushed(pixels, weights, 2);
        Numbers.print(out, "pixels", pixels);
        Numbers.print(out, "weights", weights);
        double[] products = new double[pixels.length];
        Arrays.setAll(products, i -> weights[i] * pixels[i]);
        Numbers.print(out, "weight * pixel", products);
        Numbers.print(out, "score", score(pixels, weights));
        Numbers.print(out, "pushed by 2", pushed);
        Numbers.print(out, "score", score(pushed, weights));
        Numbers.print(out, "gain", score(pushed, weights) - score(pixels, weights));

        out.println();
        out.println("gain in score by a change of every pixel by 1");
        out.println("  pixels   at random      chosen");
        for (int count = 10; count <= 100_000; count *= 10) {
            double[] many = new Random(1).doubles(count, -1, 1).toArray();
            double[] nothing = new double[count];
            out.printf(
                    Locale.ROOT,
                    "%8d %11.1f %11.1f%n",
                    count,
                    score(randomly(count), many),
                    score(pushed(nothing, many, 1), many));
        }
    }

    /** A change of 1 up or down, by the toss of a coin. */
    private static double[] randomly(int count) {
        return new Random(2)
                .ints(count, 0, 2)
                .mapToDouble(coin -> coin == 0 ? -1 : 1)
                .toArray();
    }
}
