package reverie.kernels;

/**
 * What a backend can run on, as its driver describes it.
 *
 * @param number by which it is asked for, from 0
 * @param platform name and version of what its driver implements
 * @param driver the driver's version
 * @param isGpu false for processors and everything else
 * @param computeUnits processors that work is shared out to
 * @param memory bytes that it can hold in all
 * @param longestBuffer bytes that a single buffer may have
 * @param localMemory bytes that work on one unit can share
 */
public record Device(
        int number,
        String name,
        String platform,
        String driver,
        boolean isGpu,
        int computeUnits,
        long memory,
        long longestBuffer,
        long localMemory) {}
