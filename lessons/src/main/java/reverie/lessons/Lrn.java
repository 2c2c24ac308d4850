package reverie.lessons;

import java.io.PrintStream;

/**
 * Lesson 4: local response normalisation of the channels of one pixel.
 *
 * @param size channels in a neighbourhood, odd
 * @param alpha how much neighbours count
 * @param beta how strongly they damp
 * @param k what is there without any
 */
public record Lrn(int size, double alpha, double beta, double k) implements Lesson {

    /** With numbers that can be worked out by hand. */
    public Lrn() {
        this(3, 3, 0.5, 1);
    }

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new Lrn().show(System.out);
    }

    private boolean areNeighbours(int a, int b) {
        return Math.abs(a - b) <= size / 2;
    }

    // @start region=forward
    /** The loudness around a channel: s. */
    double loudness(double[] channels, int channel) {
        double sum = 0;
        for (int other = 0; other < channels.length; other++) {
            if (areNeighbours(channel, other)) {
                sum += channels[other] * channels[other];
            }
        }
        return k + alpha / size * sum;
    }

    double[] forward(double[] channels) {
        double[] output = new double[channels.length];
        for (int channel = 0; channel < channels.length; channel++) {
            output[channel] = channels[channel] / Math.pow(loudness(channels, channel), beta);
        }
        return output;
    }
    // @end region=forward

    // @start region=backward
    double[] backward(double[] channels, double[] outputGradient) {
        double[] gradient = new double[channels.length];
        for (int channel = 0; channel < channels.length; channel++) {
            double s = loudness(channels, channel);
            gradient[channel] += outputGradient[channel] / Math.pow(s, beta);
            double blame = outputGradient[channel] * channels[channel] / Math.pow(s, beta + 1);
            for (int other = 0; other < channels.length; other++) {
                if (areNeighbours(channel, other)) {
                    gradient[other] -= 2 * alpha * beta / size * channels[other] * blame;
                }
            }
        }
        return gradient;
    }
    // @end region=backward

    @Override
    public void show(PrintStream out) {
        Numbers.print(out, "size, alpha, beta, k", size, alpha, beta, k);
        Numbers.print(out, "4 and 8 become", forward(new double[] {4, 8}));
        Numbers.print(out, "4 and 0 become", forward(new double[] {4, 0}));
        Numbers.print(out, "gradient of first output", 1, 0);
        Numbers.print(out, "gradient of channels", backward(new double[] {4, 8}, new double[] {1, 0}));
        Numbers.print(out, "by hand", 65 / 729.0, -32 / 729.0);

        out.println();
        var googLeNet = new Lrn(5, 1e-4, 0.75, 1);
        Numbers.print(out, "GoogLeNet's numbers", googLeNet.size, googLeNet.alpha, googLeNet.beta, googLeNet.k);
        Numbers.print(out, "100 alone becomes", googLeNet.forward(new double[] {0, 0, 100, 0, 0})[2]);
        Numbers.print(out, "100 of five becomes", googLeNet.forward(new double[] {100, 100, 100, 100, 100})[2]);
    }
}
