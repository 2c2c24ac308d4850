package reverie.kernels.opencl;

import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/** A number that a device has, or will have. Kernels that need it take it from where it lies, without anybody waiting. */
final class DeviceReading implements Reading {

    private final OpenClSession session;
    private final OpenClBuffer result;
    private final double factor;
    private float fetched;
    private boolean isFetched;

    /**
     * A number times another.
     *
     * @param result a buffer for the number alone
     */
    DeviceReading(OpenClSession session, OpenClBuffer result, double factor) {
        this.session = session;
        this.result = result;
        this.factor = factor;
    }

    @Override
    public double value() {
        if (!isFetched) {
            fetched = session.read(FeatureMap.dense(result, 1, 1, 1))[0];
            isFetched = true;
        }
        return fetched * factor;
    }

    @Override
    public Reading times(double other) {
        return new DeviceReading(session, result, factor * other);
    }

    /** Where the number lies. */
    OpenClBuffer result() {
        return result;
    }

    /** By what it is to be multiplied. */
    double factor() {
        return factor;
    }
}
