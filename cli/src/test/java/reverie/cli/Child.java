package reverie.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The program, or a script, as a process of its own. */
record Child(Process process, List<String> arguments, Path out, Path err) {

    /** Longer than anything here takes, on a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(2);

    /**
     * Starts the program with this test's class path.
     *
     * @param folder takes what it prints
     * @param options for Java, before the program's arguments
     */
    static Child java(Path folder, List<String> options, Object... arguments) throws IOException {
        return start(folder, builder(options, arguments));
    }

    /** The same, not yet started. */
    static ProcessBuilder builder(List<String> options, Object... arguments) {
        List<String> command =
                new ArrayList<>(List.of(javaHome().resolve("bin/java").toString()));
        command.addAll(jvmArguments());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Reverie.class.getName()));
        command.addAll(List.of(Invocation.words(arguments)));
        return new ProcessBuilder(command);
    }

    /** Starts anything. */
    static Child start(Path folder, ProcessBuilder builder) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        return new Child(builder.start(), builder.command(), out, err);
    }

    /** The Java that runs this test. */
    static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** What every Java that runs the program is started with. */
    static List<String> jvmArguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> Stream.of("--add-modules", "--enable-native", "-XX:", "-Xmn")
                        .anyMatch(argument::startsWith))
                .toList();
    }

    /** Waits for its end. */
    Invocation await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            fail("it does not end: " + told());
        }
        return told();
    }

    /** Waits until something has happened; fails if the process ends before. */
    void awaitUntil(BooleanSupplier happened) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly().waitFor();
                fail("waited for something in vain: " + told());
            }
            Thread.sleep(LOOK);
        }
    }

    private Invocation told() throws IOException {
        int exitCode = process.isAlive() ? -1 : process.exitValue();
        return new Invocation(arguments, exitCode, Files.readString(out), Files.readString(err));
    }
}
