package reverie.lessons;

import java.io.PrintStream;
import java.util.Arrays;

/** Lesson 7: why a dream works on several sizes of the picture, and shifts it before each step. */
public final class Octaves implements Lesson {

    /** Prints the lesson's numbers. */
    public static void main(String[] arguments) {
        new Octaves().show(System.out);
    }

    // @start region=octaves
    /** Every pixel is the mean of two. */
    static double[] halved(double[] pixels) {
        double[] small = new double[pixels.length / 2];
        for (int i = 0; i < small.length; i++) {
            small[i] = (pixels[2 * i] + pixels[2 * i + 1]) / 2;
        }
        return small;
    }

    /** Every pixel twice. */
    static double[] doubled(double[] pixels) {
        double[] large = new double[2 * pixels.length];
        for (int i = 0; i < large.length; i++) {
            large[i] = pixels[i / 2];
        }
        return large;
    }

    /** The large photo, with what the small dream added to the small photo. */
    static double[] withDetail(double[] photo, double[] smallDream) {
        double[] smallPhoto = halved(photo);
        double[] detail = new double[smallDream.length];
        for (int i = 0; i < detail.length; i++) {
            detail[i] = smallDream[i] - smallPhoto[i];
        }
        double[] start = doubled(detail);
        for (int i = 0; i < start.length; i++) {
            start[i] += photo[i];
        }
        return start;
    }
    // @end region=octaves

    // @start region=jitter
    /** Shifts pixels to the right; what leaves at the end comes in again at the beginning. */
    static double[] rolled(double[] pixels, int shift) {
        double[] rolled = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rolled[Math.floorMod(i + shift, pixels.length)] = pixels[i];
        }
        return rolled;
    }

    /** The gradient through a max pooling of pairs, taken of a picture that was shifted, and shifted back. */
    static double[] gradient(double[] pixels, int shift) {
        double[] ones = new double[pixels.length / 2];
        Arrays.fill(ones, 1);
        return rolled(MaxPooling.backward(rolled(pixels, shift), ones, 2, 2), -shift);
    }
    // @end region=jitter

    @Override
    public void show(PrintStream out) {
        double[] photo = {8, 12, 19, 21};
        double[] dream = {12, 17};
        Numbers.print(out, "photo", photo);
        Numbers.print(out, "small photo", halved(photo));
        Numbers.print(out, "small dream", dream);
        Numbers.print(out, "large photo with detail", withDetail(photo, dream));

        out.println();
        double[] wall = {5, 5, 5, 5, 5, 5};
        Numbers.print(out, "a flat wall", wall);
        double[] sum = new double[wall.length];
        for (int shift = 0; shift < 2; shift++) {
            double[] gradient = gradient(wall, shift);
            Numbers.print(out, "gradient, shifted by " + shift, gradient);
            Arrays.setAll(sum, i -> sum[i] + gradient[i] / 2);
        }
        Numbers.print(out, "mean of both", sum);
    }
}
