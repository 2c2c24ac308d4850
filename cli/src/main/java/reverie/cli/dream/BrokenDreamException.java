package reverie.cli.dream;

import reverie.kernels.BackendFailureException;

/** A backend broke down in the middle of a dream. What there is of the dream is here. */
public final class BrokenDreamException extends BackendFailureException {

    private static final long serialVersionUID = 1L;

    private final transient Dream dream;

    BrokenDreamException(BackendFailureException cause, Dream dream) {
        super(cause.getMessage());
        initCause(cause);
        this.dream = dream;
    }

    /** As far as it got: it can be saved, and gone on with. */
    public Dream dream() {
        return dream;
    }
}
