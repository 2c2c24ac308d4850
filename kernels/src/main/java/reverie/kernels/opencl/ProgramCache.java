package reverie.kernels.opencl;

import java.util.Optional;
import java.util.function.Supplier;

/** Keeps built programs. */
final class ProgramCache {

    /** What a program was built from and for. */
    record Key(String name) {}

    Key key(OpenClDevice device, String source, String options) {
        return new Key(device.name() + source.hashCode() + options);
    }

    Optional<byte[]> find(Key key) {
        return Optional.empty();
    }

    void store(Key key, Supplier<byte[]> binary) {}
}
