package reverie.kernels;

/**
 * What the processor can do at best: the ceiling that kernels are measured against.
 *
 * @param vectorBits width of a vector register as the backend uses it
 * @param gigaflops 10^9 floating-point operations per second; a fused multiply-add is two
 */
public record Peak(int vectorBits, double gigaflops) {}
