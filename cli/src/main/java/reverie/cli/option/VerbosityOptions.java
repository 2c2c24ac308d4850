package reverie.cli.option;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How much is told beside results. */
public final class VerbosityOptions {

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more, for example how much memory the work will take, and what for.")
    private boolean verbose;

    /** Tells something to those who want to know. */
    public void tell(PrintWriter err, Supplier<String> line) {
        if (verbose) {
            err.println(line.get());
        }
    }
}
