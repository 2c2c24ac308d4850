package reverie.kernels;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * About how much memory operations take beside their maps, once they have been made ready and run.
 *
 * @param filters bytes for weights, in every order in which they are kept
 * @param scratch bytes for copies that operations make, and for tables
 */
public record MemoryNeeds(long filters, long scratch) {

    /** The needs of a backend that keeps weights as they are and needs nothing else. */
    static MemoryNeeds ofWeights(List<Operation> operations) {
        long weights = shapes(operations).stream()
                .mapToLong(ConvolutionShape::weightCount)
                .sum();
        return new MemoryNeeds(weights * Float.BYTES, 0);
    }

    /** The shapes of all filters that the operations read, forward or backward; each once. */
    public static List<ConvolutionShape> shapes(Collection<Operation> operations) {
        return operations.stream()
                .<Filters>mapMulti((operation, filters) -> {
                    switch (operation) {
                        case Operation.Convolution forward -> filters.accept(forward.filters());
                        case Operation.ConvolutionBackward backward ->
                            filters.accept(backward.forward().filters());
                        default -> {}
                    }
                })
                .collect(Collectors.toSet())
                .stream()
                .map(Filters::shape)
                .toList();
    }
}
