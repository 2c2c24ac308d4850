package reverie.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import reverie.cli.command.BackendsCommand;
import reverie.cli.command.BenchCommand;
import reverie.cli.command.ClassifyCommand;
import reverie.cli.command.CompareCommand;
import reverie.cli.command.Computing;
import reverie.cli.command.DreamCommand;
import reverie.cli.command.ExplainCommand;
import reverie.cli.command.FoolCommand;
import reverie.cli.command.LayersCommand;
import reverie.cli.command.PresetsCommand;
import reverie.cli.command.ReplayCommand;
import reverie.cli.command.SweepCommand;
import reverie.cli.command.TourCommand;
import reverie.cli.command.TraceCommand;
import reverie.cli.command.TrainCommand;
import reverie.cli.command.TuneCommand;
import reverie.cli.command.VideoCommand;
import reverie.cli.command.WeightsCommand;
import reverie.cli.command.ZoomCommand;
import reverie.cli.report.ErrorReporter;
import reverie.cli.report.Version;

/** The program {@code reverie}. */
@Command(
        name = "reverie",
        description = "Deep dreaming in pure Java.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failure", "2:wrong usage"})
public final class Reverie implements Runnable {

    private static final List<Class<?>> COMMANDS = List.of(
            DreamCommand.class,
            TourCommand.class,
            SweepCommand.class,
            CompareCommand.class,
            ZoomCommand.class,
            VideoCommand.class,
            ReplayCommand.class,
            LayersCommand.class,
            ClassifyCommand.class,
            FoolCommand.class,
            ExplainCommand.class,
            TraceCommand.class,
            WeightsCommand.class,
            TrainCommand.class,
            PresetsCommand.class,
            BackendsCommand.class,
            BenchCommand.class,
            TuneCommand.class,
            CommandLine.HelpCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error arose.")
    private boolean stackTrace;

    private Reverie() {}

    /** Runs a command; the only place that ends the process. */
    public static void main(String[] arguments) {
        // Java2D is only used in memory; without this a machine with half a desktop may fail.
        System.setProperty("java.awt.headless", "true");
        System.exit(run(writer(System.out), writer(System.err), arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /**
     * Runs a command.
     *
     * @param out where results go
     * @param err where everything else goes
     * @return 0 if it did what was asked, 1 if it failed, 2 if it was asked for something that cannot be meant
     */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        List<Class<?>> commands = commands(arguments);
        if (commands.size() == 1) {
            Computing.prepare(commands.getFirst(), arguments);
        }
        var reverie = new Reverie();
        var reporter = new ErrorReporter(() -> reverie.stackTrace);
        var commandLine = new CommandLine(reverie);
        // A class alone would be taken as it is written; this way commands can shape themselves first.
        commands.forEach(command -> commandLine.addSubcommand(new CommandLine(command)));
        commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a photo may be called @home.jpg
                .registerConverter(Path.class, Reverie::path)
                .setParameterExceptionHandler(reporter)
                .setExecutionExceptionHandler(reporter);
        try {
            return commandLine.execute(arguments);
        } catch (Error e) { // picocli hands on exceptions only
            return reporter.report(e, err);
        }
    }

    /**
     * The command that the arguments name, or all where they name none: picocli looks into every method of every command
     * that it is given, and into all that those mention, which is most of the time that a small command takes.
     */
    private static List<Class<?>> commands(String... arguments) {
        String word = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .orElse("");
        Optional<Class<?>> named = COMMANDS.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(word))
                .findFirst()
                .filter(command -> command != CommandLine.HelpCommand.class); // which helps with any other
        return named.<List<Class<?>>>map(List::of).orElse(COMMANDS);
    }

    /** An empty name, which scripts pass by mistake, would mean the folder we are in. */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new CommandLine.TypeConversionException("the name of the file is empty");
        }
        return Path.of(text);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
}
