package reverie.engine.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Where blocks of memory lie in an arena, when blocks that are needed at different times may share a place. The largest
 * are placed first, each as low as it fits beside those that live at the same time.
 *
 * <p>An arena is cut into {@link #arrays} as long as the longest block, and no block lies across a cut. An arena may be
 * longer than an array can be; and while Java fills a long array with zeros, nobody else can have garbage collected, which
 * is when the kernels' rehearsal has most of it.
 *
 * @param <K> what blocks are known by
 */
final class ArenaPlan<K> {

    /** Floats in an array at most. Java's own limit is a few less than this power of two. */
    static final long LONGEST_ARRAY = Integer.MAX_VALUE - 16;

    /** Floats in an array that is not worth cutting. */
    private static final long SHORTEST_CUT = 1 << 22;

    /**
     * A block and its lifetime.
     *
     * @param size in floats
     * @param first the first moment at which it is needed
     * @param last the last one
     */
    record Block<K>(K name, long size, int first, int last) {

        boolean livesWith(Block<K> other) {
            return first <= other.last && other.first <= last;
        }
    }

    private final Map<K, Long> offsets = new HashMap<>();
    private long size;

    private final long longestArray;

    ArenaPlan(List<Block<K>> blocks) {
        this(blocks, Math.clamp(longest(blocks), SHORTEST_CUT, LONGEST_ARRAY));
    }

    private static long longest(List<? extends Block<?>> blocks) {
        return blocks.stream().mapToLong(Block::size).max().orElse(0);
    }

    ArenaPlan(List<Block<K>> blocks, long longestArray) {
        this.longestArray = longestArray;
        List<Block<K>> placed = new ArrayList<>();
        List<Block<K>> largestFirst = blocks.stream()
                .sorted(Comparator.<Block<K>>comparingLong(Block::size).reversed())
                .toList();
        for (Block<K> block : largestFirst) {
            if (block.size() > longestArray) {
                throw new ArithmeticException(block.name() + " is longer than an array can be");
            }
            long offset = lowestFit(block, placed);
            offsets.put(block.name(), offset);
            size = Math.max(size, offset + block.size());
            placed.add(block);
        }
    }

    private long lowestFit(Block<K> block, List<Block<K>> placed) {
        List<Block<K>> contemporaries = placed.stream()
                .filter(block::livesWith)
                .sorted(Comparator.comparingLong(other -> offsets.get(other.name())))
                .toList();
        long offset = 0;
        for (Block<K> other : contemporaries) {
            if (offset + block.size() <= offsets.get(other.name())) {
                break;
            }
            offset = behindCut(Math.max(offset, offsets.get(other.name()) + other.size()), block.size());
        }
        return offset;
    }

    /** The offset itself, or the next cut if the block would lie across it. */
    private long behindCut(long offset, long blockSize) {
        long nextCut = (offset / longestArray + 1) * longestArray;
        return offset + blockSize <= nextCut ? offset : nextCut;
    }

    /** How long the arrays must be that make up the arena, in floats. */
    List<Integer> arrays() {
        return LongStream.iterate(0, cut -> cut < size, cut -> cut + longestArray)
                .mapToObj(cut -> Math.toIntExact(Math.min(longestArray, size - cut)))
                .toList();
    }

    /** In which array a block lies. */
    int array(K name) {
        return Math.toIntExact(offsets.get(name) / longestArray);
    }

    /** Where in its array it starts. */
    int offsetInArray(K name) {
        return Math.toIntExact(offsets.get(name) % longestArray);
    }

    /** Where in the arena a block starts. */
    long offset(K name) {
        return offsets.get(name);
    }

    Set<K> names() {
        return offsets.keySet();
    }

    /** How long the arena must be, in floats. */
    long size() {
        return size;
    }
}
