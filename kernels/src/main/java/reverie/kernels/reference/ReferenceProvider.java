package reverie.kernels.reference;

import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendSettings;

/** The reference backend runs wherever Java runs. */
public final class ReferenceProvider implements BackendProvider {

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Availability check() {
        return new Availability.Usable("plain loops, the oracle of the tests; slow");
    }

    @Override
    public Backend open(BackendSettings settings) {
        return new ReferenceBackend();
    }
}
