package reverie.cli.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import reverie.cli.report.MemoryLimit;
import reverie.cli.report.UsageException;

/** How much memory may be used. */
public final class MemoryOptions {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmg]?)i?b?");

    @Option(
            names = "--max-memory",
            paramLabel = "SIZE",
            description =
                    "Use no more than so much for the dream, such as 500M or 2G: larger pictures are computed in tiles."
                            + " Default: what Java may take.")
    private String size;

    /** The limit that was asked for, or what Java may take. */
    public MemoryLimit limit() {
        if (size == null) {
            return MemoryLimit.ofJava();
        }
        Matcher matcher = SIZE.matcher(size.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException("--max-memory must be a size such as 500M or 2G, not '%s'".formatted(size));
        }
        int shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        if (number == 0) {
            throw new UsageException("--max-memory must be more than nothing");
        }
        long bytes = number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
        return new MemoryLimit(bytes, MemoryLimit.Source.OPTION);
    }
}
