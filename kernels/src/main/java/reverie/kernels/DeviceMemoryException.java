package reverie.kernels;

/** A device has no room for what was asked of it. What it holds already is as it was. */
public final class DeviceMemoryException extends BackendFailureException {

    private static final long serialVersionUID = 1L;

    public DeviceMemoryException(String message) {
        super(message);
    }
}
