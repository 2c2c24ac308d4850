package reverie.kernels.opencl;

import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/**
 * A number that a device has, or will have. Kernels that need it take it from where it lies, without anybody waiting.
 *
 * @param factor by which it is multiplied
 */
record DeviceReading(OpenClSession session, OpenClBuffer results, int at, double factor) implements Reading {

    @Override
    public double value() {
        return session.read(new FeatureMap(results, at, 1, 1, 1, 1))[0] * factor;
    }

    @Override
    public Reading times(double other) {
        return new DeviceReading(session, results, at, factor * other);
    }
}
