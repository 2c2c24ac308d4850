package reverie.cli.report;

/** The user asked for something that cannot be meant; ends the program with exit code 2. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
