package reverie.bench;

import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;

/**
 * How much one invocation of a benchmark does, so that its time can be read as a rate.
 *
 * @param amount floating-point operations or bytes
 * @param rateUnit what 10^9 of them per second are called
 */
record Work(double amount, String rateUnit) {

    static Work flops(double flops) {
        return new Work(flops, "GFLOP/s");
    }

    /**
     * The traffic that cannot be avoided: every value of the given maps is read or written once, at four bytes. Caches and
     * kernels that read a value several times are why the rate may differ from the memory's.
     */
    static Work traffic(FeatureMap... maps) {
        double bytes = 0;
        for (FeatureMap map : maps) {
            bytes += (double) Float.BYTES * map.size();
        }
        return new Work(bytes, "GB/s");
    }

    /**
     * 2 * out * in/groups * fh * fw * oh * ow: each output value is a sum of in/groups * fh * fw products, and a product
     * and a sum are two operations. Taps that fall on the padding are counted, as is usual. The input gradient takes the
     * same products, summed the other way.
     */
    static double convolutionFlops(ConvolutionShape shape, int outputHeight, int outputWidth) {
        return 2.0 * shape.weightCount() * outputHeight * outputWidth;
    }
}
