package reverie.cli.report;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

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
