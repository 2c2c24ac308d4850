package reverie.cli.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reverie.engine.network.Model;

/** What files of dreams are called. */
public final class DreamNames {

    /** Leaves room for the photo's name in what a file system takes. */
    private static final int LONGEST = 80;

    private DreamNames() {}

    /** What a dream makes grow, as a part of a file's name: {@code inception_4c-output}. */
    public static String of(Model model, DreamSpec spec) {
        DreamTerms terms = DreamTerms.of(model, spec);
        StringBuilder name = new StringBuilder();
        for (LayerTerm term : terms.layers()) {
            append(name, term.toString());
        }
        if (!terms.classes().isEmpty()) {
            ClassLabels labels = ClassLabels.of(model);
            terms.classes().forEach(term -> append(name, named(labels, term).toString()));
        }
        return name.substring(0, Math.min(LONGEST, name.length()));
    }

    /** What a dream makes grow, for people: {@code layer inception_4c/output, class goldfish}. */
    static String objective(Model model, DreamSpec spec) {
        DreamTerms terms = DreamTerms.of(model, spec);
        List<String> parts = new ArrayList<>();
        if (!terms.layers().isEmpty()) {
            parts.add("layer " + joined(terms.layers().stream()));
        }
        if (!terms.classes().isEmpty()) {
            ClassLabels labels = ClassLabels.of(model);
            parts.add("class " + joined(terms.classes().stream().map(term -> named(labels, term))));
        }
        return String.join(", ", parts);
    }

    private static String joined(Stream<?> terms) {
        return terms.map(Object::toString).collect(Collectors.joining(", "));
    }

    private static ClassTerm named(ClassLabels labels, ClassTerm term) {
        int index = Integer.parseInt(term.name());
        return new ClassTerm(labels.labels().isEmpty() ? term.name() : labels.shortName(index), term.weight());
    }

    /** The same for a whole layer, by its full name. */
    public static String of(String layer) {
        StringBuilder name = new StringBuilder();
        append(name, layer);
        return name.substring(0, Math.min(LONGEST, name.length()));
    }

    private static void append(StringBuilder name, String term) {
        if (!name.isEmpty()) {
            name.append('+');
        }
        name.append(term.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^-|-$", ""));
    }
}
