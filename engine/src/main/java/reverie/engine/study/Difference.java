package reverie.engine.study;

/**
 * A derivative as a central difference has it.
 *
 * @param step half the distance between the two inputs, as floats hold them
 * @param numeric the difference of the objective's values, divided by the distance of the inputs
 * @param rounding the standard deviation that is to be expected of it, since values are rounded to float32
 * @param kinks how many places without a derivative lie between the two inputs
 */
public record Difference(double step, double numeric, double rounding, Kinks kinks) {}
