package reverie.engine.training;

/**
 * A picture and what is on it.
 *
 * @param input as the network takes it: height x width x channels
 * @param label the class, counted from 0
 */
public record Example(float[] input, int label) {}
