package reverie.cli.report;

import java.io.Console;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Whether somebody looks on, and what moves there. */
public final class Terminal {

    private Terminal() {}

    private static final int REFRESH_MILLIS = 200;

    /** One less than the narrowest terminal that people use. */
    static final int COLUMNS = 79;

    /** Whether this program speaks to a terminal, where a bar may move. */
    // JDK 22 to 24 always have a console, later ones only if it is a terminal.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * A progress bar, to be completed and built.
     *
     * @param columns how wide it may be
     */
    public static ProgressBarBuilder bar(String task, int columns) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                // The library's own choice looks into the terminal, and thereby takes Ctrl-C from us.
                .setConsumer(new ConsoleProgressBarConsumer(System.err, columns))
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .continuousUpdate();
    }
}
