package reverie.engine.training;

import java.util.Arrays;

/** Loss and accuracy of every step so far: the curve of a training. */
public final class History {

    private float[] losses = new float[64];
    private float[] accuracies = new float[64];
    private int steps;

    /** Notes one step. */
    public void add(float loss, float accuracy) {
        if (steps == losses.length) {
            losses = Arrays.copyOf(losses, 2 * steps);
            accuracies = Arrays.copyOf(accuracies, 2 * steps);
        }
        losses[steps] = loss;
        accuracies[steps] = accuracy;
        steps++;
    }

    public int steps() {
        return steps;
    }

    /** Of every step, the mean {@link CrossEntropy#loss} of its batch before it. */
    public float[] losses() {
        return Arrays.copyOf(losses, steps);
    }

    /** Of every step, which part of its batch was told right before it, 0 to 1. */
    public float[] accuracies() {
        return Arrays.copyOf(accuracies, steps);
    }
}
