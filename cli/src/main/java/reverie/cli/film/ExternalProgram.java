package reverie.cli.film;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A program that runs beside this one. What it complains of is kept for the message if it fails. */
final class ExternalProgram implements AutoCloseable {

    private static final int LINES = 3;
    private static final int LINE_LENGTH = 300;

    private final Process process;
    private final Deque<String> complaints = new ArrayDeque<>();
    private final Thread listener;

    private ExternalProgram(Process process) {
        this.process = process;
        listener = Thread.ofPlatform().daemon().name("reverie-stderr").start(this::listen);
    }

    static ExternalProgram start(ProcessBuilder builder) throws IOException {
        return new ExternalProgram(builder.start());
    }

    /** Reads on to the end, or the program would wait for room in the pipe. */
    private void listen() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> !line.isBlank()).forEach(this::keep);
        } catch (IOException | UncheckedIOException _) {
            // It has been ended; what it said until then is all there is.
        }
    }

    private synchronized void keep(String line) {
        complaints.addLast(line.strip().substring(0, Math.min(line.strip().length(), LINE_LENGTH)));
        if (complaints.size() > LINES) {
            complaints.removeFirst();
        }
    }

    private synchronized String complaints() {
        return complaints.isEmpty() ? "it gave no reason" : String.join(" | ", complaints);
    }

    /** What it reads. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** What it prints. */
    InputStream output() {
        return process.getInputStream();
    }

    /**
     * Waits for its end.
     *
     * @param deed what it was to do, for the message: the first words of a sentence
     * @throws FilmException with the last of its complaints, if it has failed
     */
    void await(String deed) throws IOException {
        try {
            int code = process.waitFor();
            listener.join();
            if (code != 0) {
                throw new FilmException("%s (exit code %d): %s".formatted(deed, code, complaints()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException(deed + ": interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** Ends it, if it still runs, and waits until it is gone: what it writes may be deleted next. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
