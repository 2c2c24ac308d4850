package reverie.cli.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reverie.cli.report.UsageException;
import reverie.engine.network.Spelling;

/**
 * Reads changes as people write them: {@code noise=1..16,mirror,clone=10,20,30,40-90,20}. Every change begins with its word,
 * so that only a comma before a letter separates changes; a comma before a number belongs to the change that it stands in,
 * where it separates strengths, or the numbers of a rectangle.
 */
public final class ChangeParser {

    /** The forms of all changes, for people. */
    private static final List<String> FORMS = Stream.concat(
                    Stream.of("seeds=N", "swap=rb", "mirror", "clone=X,Y,WIDTH,HEIGHT-X2,Y2"),
                    Arrays.stream(NumberedKind.values()).map(NumberedKind::form))
            .toList();

    private static final Pattern COMMA = Pattern.compile(",(?=\\s*\\p{L})");
    private static final Pattern CLONE =
            Pattern.compile("(\\d{1,6}),(\\d{1,6}),(\\d{1,6}),(\\d{1,6})-(\\d{1,6}),(\\d{1,6})");
    private static final String CHANNELS = "rgb";
    private static final int MOST_SEEDS = 50;
    private static final int MOST = 200;

    private ChangeParser() {}

    /**
     * All changes that some options mean, in their order, each once.
     *
     * @throws UsageException if something is no change, or too strong
     */
    public static List<Change> parse(List<String> options) {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (String option : options) {
            for (String item : COMMA.split(option, -1)) {
                parse(item.strip()).forEach(change -> changes.putIfAbsent(change.text(), change));
            }
        }
        if (changes.size() > MOST) {
            throw new UsageException("%d changes are more than %d".formatted(changes.size(), MOST));
        }
        return List.copyOf(changes.values());
    }

    private static List<Change> parse(String item) {
        int equals = item.indexOf('=');
        String word = equals < 0 ? item : item.substring(0, equals);
        Optional<String> strength = equals < 0 ? Optional.empty() : Optional.of(item.substring(equals + 1));
        return switch (word) {
            case "seeds" -> seeds(wanted(word, strength));
            case "swap" -> List.of(swap(wanted(word, strength)));
            case "mirror" -> List.of(mirror(strength));
            case "clone" -> List.of(clone(wanted(word, strength)));
            default -> numbered(word, strength);
        };
    }

    private static String wanted(String word, Optional<String> strength) {
        return strength.filter(text -> !text.isBlank())
                .orElseThrow(() -> new UsageException("--change %s: how much? %s".formatted(word, form(word))));
    }

    private static String form(String word) {
        return FORMS.stream()
                .filter(form -> form.startsWith(word + "="))
                .findFirst()
                .orElseThrow();
    }

    private static List<Change> seeds(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 2 || Integer.parseInt(text) > MOST_SEEDS) {
            throw new UsageException(
                    "--change seeds=%s: wanted how many seeds to dream with, 2 to %d".formatted(text, MOST_SEEDS));
        }
        return IntStream.range(1, Integer.parseInt(text)).mapToObj(Change::seed).toList();
    }

    private static Change swap(String text) {
        int first = text.length() == 2 ? CHANNELS.indexOf(text.charAt(0)) : -1;
        int second = text.length() == 2 ? CHANNELS.indexOf(text.charAt(1)) : -1;
        if (first < 0 || second < 0 || first == second) {
            throw new UsageException("--change swap=%s: wanted two of r, g and b, as in swap=rb".formatted(text));
        }
        PictureEffect effect = (photo, _) -> Values.swap(photo, first, second);
        return Change.of("swap", text, effect, effect);
    }

    private static Change mirror(Optional<String> strength) {
        if (strength.isPresent()) {
            throw new UsageException("--change mirror=%s: a mirror has no strength".formatted(strength.get()));
        }
        PictureEffect effect = (photo, _) -> Places.mirror(photo);
        return Change.of("mirror", "", effect, effect);
    }

    private static Change clone(String text) {
        Matcher matcher = CLONE.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException("--change clone=%s: wanted %s: a rectangle, and where its corner goes"
                    .formatted(text, form("clone")));
        }
        int[] numbers = IntStream.rangeClosed(1, 6)
                .map(group -> Integer.parseInt(matcher.group(group)))
                .toArray();
        var from = new Places.Rectangle(numbers[0], numbers[1], numbers[2], numbers[3]);
        return Change.of("clone", text, (photo, _) -> Places.copied(photo, from, numbers[4], numbers[5]));
    }

    private static List<Change> numbered(String word, Optional<String> strength) {
        NumberedKind kind = Arrays.stream(NumberedKind.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word));
        // What one pixel changes by may be left out: one grey level is the least that a photo's file can hold.
        String text = kind == NumberedKind.PIXEL ? strength.orElse("1") : wanted(word, strength);
        List<Change> changes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            kind.parse(part.strip()).forEach(changes::add);
        }
        return changes;
    }

    private static UsageException unknown(String word) {
        List<String> words =
                FORMS.stream().map(form -> form.replaceFirst("=.*", "")).toList();
        String nearest = words.stream()
                .min(Comparator.comparingInt(each -> Spelling.distance(each, word)))
                .orElseThrow();
        return new UsageException("--change: there is no change '%s'; did you mean %s? There are %s"
                .formatted(word, nearest, String.join(", ", words)));
    }
}
