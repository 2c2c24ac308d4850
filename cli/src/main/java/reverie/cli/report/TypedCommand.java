package reverie.cli.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What was typed, so that somebody else can type it again. */
public final class TypedCommand {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._/:=,@%+-]+");

    private TypedCommand() {}

    /** The line of a command that is running, its words quoted where a shell would not take them as they are. */
    public static String of(CommandSpec spec) {
        List<String> words = spec.root().commandLine().getParseResult().originalArgs();
        return Stream.concat(Stream.of(spec.root().name()), words.stream().map(TypedCommand::quoted))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
