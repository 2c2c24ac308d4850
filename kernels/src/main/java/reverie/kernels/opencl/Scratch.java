package reverie.kernels.opencl;

/**
 * Memory for what lives no longer than an operation. All operations are queued in order, so that they can share it. It grows
 * to what the greediest wants; what was made ready before keeps the smaller buffer that it was given.
 */
final class Scratch {

    private final OpenClSession session;
    private OpenClBuffer buffer;

    Scratch(OpenClSession session) {
        this.session = session;
        this.buffer = session.allocate(0);
    }

    /** Room for at least so many values, in which anything may stand. */
    OpenClBuffer atLeast(int length) {
        if (buffer.length() < length) {
            buffer = session.allocate(length);
        }
        return buffer;
    }
}
