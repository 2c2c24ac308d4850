package reverie.lessons;

import java.io.PrintStream;

/** Lesson 3: max pooling, and where its gradient goes. */
public final class MaxPooling implements Lesson {

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new MaxPooling().show(System.out);
    }

    // @start region=winner
    /** Where the greatest value of a window is; of equal ones the first. */
    static int winner(double[] input, int start, int window) {
        int winner = start;
        for (int i = start + 1; i < start + window; i++) {
            if (input[i] > input[winner]) {
                winner = i;
            }
        }
        return winner;
    }
    // @end region=winner

    // @start region=forward
    /** The greatest value of every window, the next of which begins so many pixels farther on. */
    static double[] forward(double[] input, int window, int stride) {
        double[] output = new double[(input.length - window) / stride + 1];
        for (int place = 0; place < output.length; place++) {
            output[place] = input[winner(input, place * stride, window)];
        }
        return output;
    }
    // @end region=forward

    // @start region=backward
    static double[] backward(double[] input, double[] outputGradient, int window, int stride) {
        double[] inputGradient = new double[input.length];
        for (int place = 0; place < outputGradient.length; place++) {
            inputGradient[winner(input, place * stride, window)] += outputGradient[place];
        }
        return inputGradient;
    }
    // @end region=backward

    @Override
    public void show(PrintStream out) {
        show(out, "windows of 2, stride 2", new double[] {3, 1, 1, 4, 5, 2}, 2, 1, 10, 100);
        show(out, "windows of 3, stride 2", new double[] {1, 2, 9, 4, 3}, 3, 1, 10);
        show(out, "equal values", new double[] {7, 7, 7, 7}, 2, 1, 10);
    }

    private static void show(PrintStream out, String title, double[] input, int window, double... outputGradient) {
        out.println(title);
        Numbers.print(out, "  input", input);
        Numbers.print(out, "  output", forward(input, window, 2));
        Numbers.print(out, "  gradient of output", outputGradient);
        Numbers.print(out, "  gradient of input", backward(input, outputGradient, window, 2));
    }
}
