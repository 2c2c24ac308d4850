package reverie.cli.dream;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In what two recipes differ. */
final class RecipeDifference {

    private static final Recipe.Outcome NO_OUTCOME = new Recipe.Outcome(0, 0, 0);

    private RecipeDifference() {}

    /** What differs, in words; nothing if both make the same dream. */
    static Optional<String> between(Recipe there, Recipe here) {
        return between(there.json(NO_OUTCOME), here.json(NO_OUTCOME));
    }

    /** The same of two recipes as they stand in files, with what became of them. */
    static Optional<String> between(String there, String here) {
        JsonNode first = JsonMapper.shared().readTree(there);
        JsonNode second = JsonMapper.shared().readTree(here);
        Set<String> keys = new LinkedHashSet<>();
        first.propertyNames().forEach(keys::add);
        second.propertyNames().forEach(keys::add);
        String text = keys.stream()
                .filter(key -> !Objects.equals(first.get(key), second.get(key)))
                .map(key -> "%s is %s there and %s here".formatted(key, value(first.get(key)), value(second.get(key))))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String value(JsonNode node) {
        return node == null ? "nothing" : node.isString() ? node.stringValue() : node.toString();
    }
}
