package reverie.lessons;

import java.io.PrintStream;

/** Lesson 1: what a convolution does, and its backward. */
public final class Convolution implements Lesson {

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new Convolution().show(System.out);
    }

    // @start region=forward
    /** Lays the filter at every place where it fits, multiplies what lies upon each other, and adds up. */
    static double[] forward(double[] pixels, double[] filter) {
        double[] output = new double[pixels.length - filter.length + 1];
        for (int place = 0; place < output.length; place++) {
            for (int tap = 0; tap < filter.length; tap++) {
                output[place] += filter[tap] * pixels[place + tap];
            }
        }
        return output;
    }
    // @end region=forward

    // @start region=strength
    /** How strongly all outputs respond together: half the sum of their squares. */
    static double strength(double[] output) {
        double sum = 0;
        for (double value : output) {
            sum += value * value;
        }
        return sum / 2;
    }
    // @end region=strength

    // @start region=backward
    /** Sends what is asked of each output back to the pixels that it was made of, through the same taps. */
    static double[] backward(double[] outputGradient, double[] filter, int pixels) {
        double[] pixelGradient = new double[pixels];
        for (int place = 0; place < outputGradient.length; place++) {
            for (int tap = 0; tap < filter.length; tap++) {
                pixelGradient[place + tap] += filter[tap] * outputGradient[place];
            }
        }
        return pixelGradient;
    }
    // @end region=backward

    // @start region=plane
    static double[][] forward(double[][] pixels, double[][] filter) {
        int rows = pixels.length - filter.length + 1;
        int columns = pixels[0].length - filter[0].length + 1;
        double[][] output = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                for (int down = 0; down < filter.length; down++) {
                    for (int right = 0; right < filter[0].length; right++) {
                        output[row][column] += filter[down][right] * pixels[row + down][column + right];
                    }
                }
            }
        }
        return output;
    }
    // @end region=plane

    @Override
    public void show(PrintStream out) {
        showRow(out);
        out.println();
        showPlane(out);
    }

    private static void showRow(PrintStream out) {
        double[] filter = {-1, 0, 1};
        double[] pixels = {10, 10, 10, 50, 50, 50};
        double[] output = forward(pixels, filter);
        Numbers.print(out, "pixels", pixels);
        Numbers.print(out, "output", output);
        Numbers.print(out, "strength", strength(output));
        Numbers.print(out, "gradient of pixels", backward(output, filter, pixels.length));
        for (double push : new double[] {1, 0.001}) {
            double[] pushed = pixels.clone();
            pushed[3] += push;
            double gain = strength(forward(pushed, filter)) - strength(output);
            Numbers.print(out, "pixel 3 pushed by, gain", push, gain);
            Numbers.print(out, "gain / push", gain / push);
        }
    }

    private static void showPlane(PrintStream out) {
        double[][] pixels = {{0, 0, 0, 0, 0}, {0, 9, 0, 0, 0}, {0, 0, 9, 0, 0}, {0, 0, 0, 9, 0}, {0, 0, 0, 0, 0}};
        double[][] filter = {{2, -1, -1}, {-1, 2, -1}, {-1, -1, 2}};
        for (double[] row : forward(pixels, filter)) {
            Numbers.print(out, "diagonal finder", row);
        }
    }
}
