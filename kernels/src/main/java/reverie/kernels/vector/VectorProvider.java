package reverie.kernels.vector;

import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendSettings;
import reverie.kernels.BackendUnavailableException;

/** Says whether the Vector API is there and worth using, without touching it. */
public final class VectorProvider implements BackendProvider {

    private static final String MODULE = "jdk.incubator.vector";

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public Availability check() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return new Availability.Unusable(
                    "module %s is absent; start with ./reverie or --add-modules %s".formatted(MODULE, MODULE));
        }
        if (!FusedMultiplyAdd.isFast()) {
            return new Availability.Unusable(
                    "the processor has no fused multiply-add (FMA), or -XX:-UseFMA forbids it; without it Java computes"
                            + " each product in thousands of steps");
        }
        return new Availability.Usable(
                "Vector API, %d processors".formatted(Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public void rehearse() {
        Rehearsal.begin(() -> check() instanceof Availability.Usable);
    }

    @Override
    public Backend open(BackendSettings settings) {
        if (check() instanceof Availability.Unusable(String reason)) {
            throw new BackendUnavailableException("backend 'vector' is not usable: " + reason);
        }
        return new VectorBackend(settings);
    }
}
