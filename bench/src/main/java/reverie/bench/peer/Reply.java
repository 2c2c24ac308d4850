package reverie.bench.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an engine's process answers to a request, on one line. Requests are words on one line too. Native libraries may write
 * to the same stream, so replies have a mark.
 *
 * @param fault what went wrong, or empty
 * @param words what was asked for; none after a fault
 */
record Reply(Optional<String> fault, List<String> words) {

    private static final String DONE = "::done";
    private static final String FAILED = "::failed";

    Reply {
        words = List.copyOf(words);
    }

    static Reply done(String... words) {
        return new Reply(Optional.empty(), List.of(words));
    }

    static Reply done(List<Double> numbers) {
        return new Reply(
                Optional.empty(),
                numbers.stream()
                        .map(number -> String.format(Locale.ROOT, "%.6g", number))
                        .toList());
    }

    static Reply failed(Throwable fault) {
        return new Reply(Optional.of(fault.toString().replaceAll("\\s+", " ")), List.of());
    }

    /** The reply on a line, or empty if the line is somebody else's. */
    static Optional<Reply> parse(String line) {
        if (line.equals(DONE) || line.startsWith(DONE + " ")) {
            String rest = line.substring(DONE.length()).strip();
            return Optional.of(
                    new Reply(Optional.empty(), rest.isEmpty() ? List.of() : Arrays.asList(rest.split(" +", -1))));
        }
        if (line.startsWith(FAILED + " ")) {
            return Optional.of(new Reply(Optional.of(line.substring(FAILED.length() + 1)), List.of()));
        }
        return Optional.empty();
    }

    String line() {
        return fault.map(text -> FAILED + " " + text)
                .orElseGet(() -> words.isEmpty() ? DONE : DONE + " " + String.join(" ", words));
    }

    List<Double> numbers() {
        return words.stream().map(Double::valueOf).toList();
    }
}
