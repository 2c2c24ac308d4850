package reverie.engine.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where blocks of memory lie in one arena, when blocks that are needed at different times may share a place. The largest
 * are placed first, each as low as it fits beside those that live at the same time.
 */
final class ArenaPlan {

    /**
     * A block and its lifetime.
     *
     * @param size in floats
     * @param first the first moment at which it is needed
     * @param last the last one
     */
    record Block(String name, long size, int first, int last) {

        boolean livesWith(Block other) {
            return first <= other.last && other.first <= last;
        }
    }

    private final Map<String, Long> offsets = new HashMap<>();
    private long size;

    ArenaPlan(List<Block> blocks) {
        List<Block> placed = new ArrayList<>();
        List<Block> largestFirst = blocks.stream()
                .sorted(Comparator.comparingLong(Block::size).reversed().thenComparing(Block::name))
                .toList();
        for (Block block : largestFirst) {
            long offset = lowestFit(block, placed);
            offsets.put(block.name(), offset);
            size = Math.max(size, offset + block.size());
            placed.add(block);
        }
    }

    private long lowestFit(Block block, List<Block> placed) {
        List<Block> contemporaries = placed.stream()
                .filter(block::livesWith)
                .sorted(Comparator.comparingLong(other -> offsets.get(other.name())))
                .toList();
        long offset = 0;
        for (Block other : contemporaries) {
            if (offset + block.size() <= offsets.get(other.name())) {
                break;
            }
            offset = Math.max(offset, offsets.get(other.name()) + other.size());
        }
        return offset;
    }

    /** Where a block starts. */
    long offset(String name) {
        return offsets.get(name);
    }

    Set<String> names() {
        return offsets.keySet();
    }

    /** How long the arena must be, in floats. */
    long size() {
        return size;
    }
}
