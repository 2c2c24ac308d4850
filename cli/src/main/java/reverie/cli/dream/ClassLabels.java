package reverie.cli.dream;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reverie.cli.report.UsageException;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Spelling;

/**
 * The classes of a model, and which of them somebody means. ImageNet's labels are a number of its own and then synonyms:
 * {@code n01443537 goldfish, Carassius auratus}.
 *
 * @param labels by number; may be empty
 * @param count how many classes there are, with labels or without
 */
public record ClassLabels(List<String> labels, int count) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int SUGGESTIONS = 5;

    /** Letters that may be wrong in a word that is still understood. */
    private static final int TYPING_ERRORS = 2;

    /** The classes of a model. */
    public static ClassLabels of(Model model) {
        NetworkDefinition definition = model.definition();
        return new ClassLabels(
                model.labels(),
                NetworkShapes.ofOwnInput(definition).of(definition.scores()).channels());
    }

    /** The label of a class, for people. */
    public String name(int index) {
        return index < labels.size() ? labels.get(index) : "class " + index;
    }

    /** The first of a class's synonyms, without the number before it. */
    public String shortName(int index) {
        return index < labels.size() ? synonyms(index).getFirst() : "class " + index;
    }

    /**
     * The number of the class that is meant: by number, by label or one of its synonyms in any letter case, by a part of
     * it, or by one that is spelt nearly so.
     *
     * @throws UsageException if there is none, or more than one
     */
    public int find(String text) {
        if (NUMBER.matcher(text).matches()) {
            int index = Integer.parseInt(text);
            if (index >= count) {
                throw new UsageException("no class %s; there are classes 0 to %d".formatted(text, count - 1));
            }
            return index;
        }
        if (labels.isEmpty()) {
            throw new UsageException(
                    "this model has no labels; give the number of the class, from 0 to %d".formatted(count - 1));
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        Stream<Predicate<Integer>> ways = Stream.of(
                index -> name(index).equalsIgnoreCase(text),
                index -> synonyms(index).contains(wanted)
                        || name(index).toLowerCase(Locale.ROOT).startsWith(wanted + " "),
                index -> words(index).contains(wanted),
                index -> name(index).toLowerCase(Locale.ROOT).contains(wanted),
                index -> wanted.length() > 2 * TYPING_ERRORS && distance(index, wanted) <= TYPING_ERRORS);
        List<Integer> found = ways.map(way ->
                        IntStream.range(0, labels.size()).boxed().filter(way).toList())
                .filter(indices -> !indices.isEmpty())
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("no class '%s'; did you mean %s?".formatted(text, list(nearest(wanted)))));
        if (found.size() > 1) {
            throw new UsageException("'%s' may be %d classes: %s%s; give the number of one"
                    .formatted(text, found.size(), list(found), found.size() > SUGGESTIONS ? " and others" : ""));
        }
        return found.getFirst();
    }

    private List<Integer> nearest(String wanted) {
        return IntStream.range(0, labels.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> distance(index, wanted)))
                .limit(3)
                .toList();
    }

    private int distance(int index, String wanted) {
        return Stream.concat(synonyms(index).stream(), words(index).stream())
                .mapToInt(word -> Spelling.distance(word, wanted))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private List<String> synonyms(int index) {
        String names = labels.get(index).replaceFirst("^n\\d+\\s+", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(names.split(",")).map(String::strip).toList();
    }

    private List<String> words(int index) {
        return synonyms(index).stream()
                .flatMap(synonym -> Arrays.stream(synonym.split("[\\s-]+")))
                .toList();
    }

    private String list(List<Integer> indices) {
        return indices.stream()
                .limit(SUGGESTIONS)
                .map(index -> "%d (%s)".formatted(index, shortName(index)))
                .collect(Collectors.joining(", "));
    }
}
