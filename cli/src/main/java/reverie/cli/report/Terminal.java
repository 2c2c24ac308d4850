package reverie.cli.report;

import java.io.Console;

/** Whether somebody looks on. */
public final class Terminal {

    private Terminal() {}

    /** Whether this program speaks to a terminal, where a bar may move. */
    // JDK 22 to 24 always have a console, later ones only if it is a terminal.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
