package reverie.lessons;

import java.io.PrintStream;
import java.util.Arrays;

/** Lesson 5: an inception module of three branches over one row of pixels. */
public final class Inception implements Lesson {

    // @start region=branches
    private static final double[] DOUBLE = {2};
    private static final double[] SUM_OF_THREE = {1, 1, 1};
    private static final int WINDOW = 3;

    /** What each branch makes of the same input; the outputs are as long as the input, thanks to the border. */
    static double[][] forward(double[] input) {
        return new double[][] {
            Convolution.forward(input, DOUBLE),
            Convolution.forward(bordered(input), SUM_OF_THREE),
            MaxPooling.forward(bordered(input), WINDOW, 1)
        };
    }
    // @end region=branches

    // @start region=backward
    /** What each branch asks of the input; the input gets the sum. */
    static double[][] requests(double[] input, double[][] outputGradients) {
        int length = input.length;
        return new double[][] {
            Convolution.backward(outputGradients[0], DOUBLE, length),
            inner(Convolution.backward(outputGradients[1], SUM_OF_THREE, length + 2)),
            inner(MaxPooling.backward(bordered(input), outputGradients[2], WINDOW, 1))
        };
    }

    static double[] sum(double[][] requests) {
        double[] sum = new double[requests[0].length];
        for (double[] request : requests) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += request[i];
            }
        }
        return sum;
    }
    // @end region=backward

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new Inception().show(System.out);
    }

    /** With a zero on either side. */
    private static double[] bordered(double[] input) {
        double[] wider = new double[input.length + 2];
        System.arraycopy(input, 0, wider, 1, input.length);
        return wider;
    }

    private static double[] inner(double[] wider) {
        return Arrays.copyOfRange(wider, 1, wider.length - 1);
    }

    @Override
    public void show(PrintStream out) {
        double[] input = {1, 4, 2};
        double[][] outputs = forward(input);
        double[] ones = {1, 1, 1};
        double[][] requests = requests(input, new double[][] {ones, ones, ones});
        Numbers.print(out, "input", input);
        String[] names = {"doubled", "sum of three", "greatest of three"};
        for (int branch = 0; branch < names.length; branch++) {
            Numbers.print(out, names[branch], outputs[branch]);
        }
        out.println();
        for (int branch = 0; branch < names.length; branch++) {
            Numbers.print(out, names[branch] + " asks", requests[branch]);
        }
        Numbers.print(out, "all together", sum(requests));

        out.println();
        input[1] += 1;
        double[][] pushed = forward(input);
        for (int branch = 0; branch < names.length; branch++) {
            double gain = Arrays.stream(pushed[branch]).sum()
                    - Arrays.stream(outputs[branch]).sum();
            Numbers.print(out, names[branch] + " gains", gain);
        }
    }
}
