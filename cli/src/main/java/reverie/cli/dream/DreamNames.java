package reverie.cli.dream;

import reverie.engine.network.Model;

/** What files of dreams are called. */
public final class DreamNames {

    /** Leaves room for the photo's name in what a file system takes. */
    private static final int LONGEST = 80;

    private DreamNames() {}

    /** What a dream makes grow, as a part of a file's name: {@code inception_4c-output}. */
    public static String of(Model model, DreamSpec spec) {
        DreamTerms terms = DreamTerms.of(model, spec);
        ClassLabels labels = DreamTerms.labels(model);
        StringBuilder name = new StringBuilder();
        for (LayerTerm term : terms.layers()) {
            append(name, term.toString());
        }
        for (ClassTerm term : terms.classes()) {
            append(name, new ClassTerm(labels.shortName(Integer.parseInt(term.name())), term.weight()).toString());
        }
        return name.substring(0, Math.min(LONGEST, name.length()));
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
