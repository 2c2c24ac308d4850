package reverie.cli.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import reverie.engine.dream.DreamException;
import reverie.engine.layer.LayerException;
import reverie.kernels.BackendFailureException;
import reverie.kernels.BackendUnavailableException;

/** Turns whatever goes wrong into one line and an exit code. The stack trace is for those who ask. */
public final class ErrorReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final BooleanSupplier wantsStackTrace;

    public ErrorReporter(BooleanSupplier wantsStackTrace) {
        this.wantsStackTrace = wantsStackTrace;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + oneLine(e.getMessage() + suggestion(e)));
        err.println("try '%s --help'".formatted(command.getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    private static String suggestion(CommandLine.ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return "; did you mean '%s'?".formatted(unmatched.getSuggestions().getFirst());
        }
        return "";
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return report(e, command.getErr());
    }

    /** Prints the line for a failure; errors of the Java machine come here too. */
    public int report(Throwable thrown, PrintWriter err) {
        Optional<String> known = explain(thrown);
        err.println("error: "
                + oneLine(known.orElseGet(
                        () -> "%s; this is a fault in reverie, --stacktrace shows where".formatted(thrown))));
        if (wantsStackTrace.getAsBoolean()) {
            thrown.printStackTrace(err);
        }
        return thrown instanceof UsageException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static Optional<String> explain(Throwable thrown) {
        return switch (thrown) {
            case UncheckedIOException e -> explain(e.getCause());
            case FileAlreadyExistsException e ->
                Optional.of("%s is there already; --force overwrites it".formatted(e.getFile()));
            case NoSuchFileException e
            when e.getReason() == null -> Optional.of("%s does not exist".formatted(e.getFile()));
            case AccessDeniedException e -> Optional.of("%s: permission denied".formatted(e.getFile()));
            case FileSystemException e
            when e.getReason() == null ->
                Optional.of("%s: %s".formatted(e.getFile(), e.getClass().getSimpleName()));
            case FileSystemException e -> Optional.of("%s: %s".formatted(e.getFile(), e.getReason()));
            case IOException e -> Optional.of(String.valueOf(e.getMessage()));
            case OutOfMemoryError _ ->
                Optional.of(
                        "out of memory (Java may use %d MiB); a smaller --size needs less, REVERIE_JAVA_OPTIONS=-Xmx... gives more"
                                .formatted(Runtime.getRuntime().maxMemory() >> 20));
            case UsageException e -> Optional.of(e.getMessage());
            case LayerException e -> Optional.of(e.getMessage());
            case DreamException e -> Optional.of(e.getMessage());
            case BackendUnavailableException e -> Optional.of(e.getMessage());
            case BackendFailureException e -> Optional.of(e.getMessage());
            default -> Optional.empty();
        };
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}
