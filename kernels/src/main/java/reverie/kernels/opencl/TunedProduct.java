package reverie.kernels.opencl;

/**
 * How a product of matrices, which is what a convolution becomes, is shared out quickest on a device.
 *
 * @param pixels rows of the result
 * @param channels columns of the result
 * @param depth how many products each of its values adds up
 * @param parts in how many parts each sum is taken
 * @param usual the tile that would be taken unmeasured, in words
 * @param usualMilliseconds how long it takes with that
 * @param tile the quickest, in words; the usual one if no other is clearly quicker
 * @param milliseconds how long it takes with that
 */
public record TunedProduct(
        int pixels,
        int channels,
        int depth,
        int parts,
        String usual,
        double usualMilliseconds,
        String tile,
        double milliseconds) {}
