package reverie.cli.report;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;

/**
 * Lets work end in good order when the user presses Ctrl-C: while this is open, the process waits, when it is asked to
 * end, until the work has noticed, saved what there is, and closed this.
 */
public final class Interruption implements AutoCloseable {

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::request, "reverie-interruption");

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void request() {
        requested.set(true);
        try {
            finished.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Work that may be interrupted. */
    @FunctionalInterface
    public interface Work {

        /** Does it; the exit code. */
        int run() throws IOException;
    }

    /** Does the work; the exit code. Failures are told here, while a process that was interrupted still waits for us. */
    public int guard(CommandLine command, Work work) throws Exception {
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            return command.getExecutionExceptionHandler().handleExecutionException(e, command, null);
        }
    }

    /** Whether the process has been asked to end. */
    public boolean isRequested() {
        return requested.get();
    }

    @Override
    public void close() {
        finished.countDown();
        if (!isRequested()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // The request has just come; the hook has nothing left to wait for.
            }
        }
    }
}
