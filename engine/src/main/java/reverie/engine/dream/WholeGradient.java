package reverie.engine.dream;

import reverie.engine.network.Arena;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.objective.LayerView;
import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/** The gradient of a picture in one pass. */
final class WholeGradient implements PictureGradient {

    private final DreamObjective objective;
    private final Pass pass;
    private final String[] layers;

    /** @param arena the memory of gradients of other sizes, which are not used any more */
    WholeGradient(Network network, DreamObjective objective, int height, int width, Arena arena) {
        this.objective = objective;
        this.pass = network.prepare(height, width, objective.layers(), arena);
        this.layers = objective.layers().toArray(String[]::new);
    }

    /** Takes its memory now, before smaller ones take theirs in it. */
    void reserve() {
        pass.reserve();
    }

    @Override
    public FeatureMap input() {
        return pass.input();
    }

    @Override
    public Reading compute(Jitter.Offset shift) {
        pass.forwardTo(layers);
        Reading value = objective.differentiate(pass.backend(), places(shift));
        pass.backwardFrom(layers);
        return value;
    }

    @Override
    public FeatureMap gradient() {
        return pass.inputGradient();
    }

    @Override
    public Reading value() {
        pass.forwardTo(layers);
        return objective.value(pass.backend(), places(Jitter.Offset.NONE));
    }

    private LayerPlaces places(Jitter.Offset shift) {
        double down = (double) shift.down() / input().height();
        double right = (double) shift.right() / input().width();
        return new LayerPlaces() {
            @Override
            public LayerView seen(String layer) {
                FeatureMap map = pass.activation(layer);
                return new LayerView(map, 0, 0, map.height(), map.width(), down, right);
            }

            @Override
            public FeatureMap gradient(String layer) {
                return pass.gradient(layer);
            }
        };
    }
}
