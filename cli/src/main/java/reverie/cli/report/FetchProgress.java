package reverie.cli.report;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import reverie.weights.fetch.Bytes;
import reverie.weights.fetch.Checksum;
import reverie.weights.fetch.FetchListener;

/** Shows how a download gets on: a bar on a terminal, and elsewhere a line for each tenth. */
public final class FetchProgress implements FetchListener, AutoCloseable {

    private static final int LINES = 10;

    private final PrintWriter err;
    private final boolean terminal;
    private final BooleanSupplier stop;
    private ProgressBar bar; // null without a terminal, and while nothing comes
    private OptionalLong size = OptionalLong.empty();
    private long told; // how many tenths

    /** @param stop whether the user wants to end it */
    public FetchProgress(PrintWriter err, boolean terminal, BooleanSupplier stop) {
        this.err = err;
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public void asking(URI address) {
        err.println("downloading " + address);
    }

    @Override
    public void answered(long start, OptionalLong whole) {
        size = whole;
        told = tenths(start);
        if (start > 0) {
            err.println("going on after " + Bytes.text(start));
        }
        if (terminal) {
            bar = Terminal.bar("downloading", Terminal.COLUMNS)
                    .setInitialMax(whole.orElse(-1))
                    .startsFrom(start, Duration.ZERO)
                    .setUnit(" MB", 1_000_000)
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    private long tenths(long bytes) {
        return size.isPresent() ? bytes * LINES / size.getAsLong() : 0;
    }

    @Override
    public void received(long bytes) {
        if (bar != null) {
            bar.stepTo(bytes);
        } else if (tenths(bytes) > told) {
            told = tenths(bytes);
            err.println("%s of %s".formatted(Bytes.text(bytes), Bytes.text(size.getAsLong())));
        }
    }

    @Override
    public void failed(URI address, String reason) {
        clear();
        err.println("warning: %s; trying again".formatted(reason));
    }

    @Override
    public void verified(Checksum checksum) {
        clear();
        err.println("%s is right; converting".formatted(checksum));
    }

    @Override
    public boolean wantsToStop() {
        return stop.getAsBoolean();
    }

    /** Takes the bar away, before something else is printed. */
    public void clear() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
