package reverie.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All combinations of some axes, laid out as a table: the last axis goes across, the others down.
 *
 * @param axes each with at least one value
 * @param others words of a command line that all of them have
 */
public record Grid(List<Axis> axes, List<String> others) {

    public Grid {
        axes = List.copyOf(axes);
        others = List.copyOf(others);
    }

    /** How many combinations are beside each other. */
    public int columns() {
        return axes.getLast().values().size();
    }

    /** How many are below each other. */
    public int rows() {
        return axes.subList(0, axes.size() - 1).stream()
                .mapToInt(axis -> axis.values().size())
                .reduce(1, Math::multiplyExact);
    }

    /** The words of a command line for a combination. */
    public List<String> arguments(int row, int column) {
        List<String> words = new ArrayList<>(others);
        int[] indices = indices(row, column);
        for (int i = 0; i < axes.size(); i++) {
            // In one word, since a value may begin with a minus.
            words.add(axes.get(i).option() + "=" + axes.get(i).values().get(indices[i]));
        }
        return words;
    }

    /** What a row has that others have not. */
    public List<String> rowHeadings() {
        return IntStream.range(0, rows())
                .mapToObj(row -> {
                    int[] indices = indices(row, 0);
                    List<String> headings = new ArrayList<>();
                    for (int i = 0; i < axes.size() - 1; i++) {
                        headings.add(axes.get(i).heading(indices[i]));
                    }
                    return String.join("\n", headings);
                })
                .toList();
    }

    /** What a column has that others have not. */
    public List<String> columnHeadings() {
        return IntStream.range(0, columns())
                .mapToObj(column -> axes.getLast().heading(column))
                .toList();
    }

    private int[] indices(int row, int column) {
        int[] indices = new int[axes.size()];
        indices[axes.size() - 1] = column;
        int rest = row;
        for (int i = axes.size() - 2; i >= 0; i--) {
            indices[i] = rest % axes.get(i).values().size();
            rest /= axes.get(i).values().size();
        }
        return indices;
    }
}
