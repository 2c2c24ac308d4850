package reverie.bench.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Times of one thing, in groups that were taken in turn with other things'. A group counts as quiet if other work took little
 * of the machine meanwhile; once there are quiet groups, only those count.
 */
final class Samples {

    /** How much of the machine other work may take while a group counts as quiet. */
    static final double QUIET = 0.05;

    private record Group(List<Double> milliseconds, double others) {}

    private final List<Group> groups = new ArrayList<>();

    /**
     * Adds a group.
     *
     * @param milliseconds of each run
     * @param others the share of the machine, 0 to 1, that other work took meanwhile
     */
    void add(List<Double> milliseconds, double others) {
        groups.add(new Group(List.copyOf(milliseconds), others));
    }

    int quietGroups() {
        return (int) groups.stream().filter(group -> group.others() <= QUIET).count();
    }

    private List<Group> counted() {
        return quietGroups() == 0
                ? groups
                : groups.stream().filter(group -> group.others() <= QUIET).toList();
    }

    /** The times that count, in milliseconds. */
    List<Double> milliseconds() {
        return counted().stream()
                .flatMap(group -> group.milliseconds().stream())
                .toList();
    }

    /** The median share of the machine that other work took while what counts was measured. */
    double others() {
        return median(counted().stream().map(Group::others).toList());
    }

    double median() {
        return median(milliseconds());
    }

    double minimum() {
        return Collections.min(milliseconds());
    }

    /** The middle one, or the mean of the middle two. */
    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values have no median");
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
