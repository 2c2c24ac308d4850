package reverie.cli.fool;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import reverie.cli.dream.ClassLabels;
import reverie.cli.report.UsageException;

/**
 * The class that a network shall be made to name, as people write it: a label or number as in {@code --class}, {@code random}
 * for one by lot, or nothing.
 *
 * @param text what was written
 * @param seed of the lot
 */
public record TargetClass(Optional<String> text, long seed) {

    private static final String BY_LOT = "random";

    /**
     * The class that is meant.
     *
     * @param except a class that no lot falls on: what the network says anyway
     * @return nothing if none was named
     * @throws UsageException if there is no such class
     */
    public OptionalInt find(ClassLabels labels, int except) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().equals(BY_LOT)) {
            int drawn = new Random(seed).nextInt(labels.count() - 1);
            return OptionalInt.of(drawn < except ? drawn : drawn + 1);
        }
        return OptionalInt.of(labels.find(text.get()));
    }

    /**
     * Refuses a class that does not exist, before any work.
     *
     * @throws UsageException if there is no such class
     */
    public void check(ClassLabels labels) {
        find(labels, 0);
    }
}
