package reverie.lessons;

import java.io.PrintStream;

/** Lesson 2: the rectified linear unit. */
public final class Relu implements Lesson {

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new Relu().show(System.out);
    }

    // @start region=forward
    static double[] forward(double[] input) {
        double[] output = new double[input.length];
        for (int i = 0; i < input.length; i++) {
            output[i] = Math.max(0, input[i]);
        }
        return output;
    }
    // @end region=forward

    // @start region=backward
    static double[] backward(double[] input, double[] outputGradient) {
        double[] inputGradient = new double[input.length];
        for (int i = 0; i < input.length; i++) {
            inputGradient[i] = input[i] > 0 ? outputGradient[i] : 0;
        }
        return inputGradient;
    }
    // @end region=backward

    @Override
    public void show(PrintStream out) {
        double[] pixels = {3, 1, 4, 1, 5};
        double[] falls = {1, -1};
        double[] pairs = {1, 1};
        double[] first = Convolution.forward(pixels, falls);
        Numbers.print(out, "pixels", pixels);
        Numbers.print(out, "falls", first);
        Numbers.print(out, "pairs of falls", Convolution.forward(first, pairs));
        Numbers.print(out, "by one filter (1, 0, -1)", Convolution.forward(pixels, new double[] {1, 0, -1}));
        double[] rectified = forward(first);
        double[] output = Convolution.forward(rectified, pairs);
        Numbers.print(out, "falls after ReLU", rectified);
        Numbers.print(out, "pairs of those", output);

        out.println();
        double[] seed = {1, 1, 1};
        double[] ofRectified = Convolution.backward(seed, pairs, rectified.length);
        double[] ofFirst = backward(first, ofRectified);
        Numbers.print(out, "gradient of pairs", seed);
        Numbers.print(out, "gradient of rectified", ofRectified);
        Numbers.print(out, "gradient of falls", ofFirst);
        Numbers.print(out, "gradient of pixels", Convolution.backward(ofFirst, falls, pixels.length));
    }
}
