package reverie.bench.peer;

import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.objective.L2Objective;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;
import reverie.kernels.FeatureMap;

/** Reverie, through its public API, on the best backend of this machine. */
final class ReverieEngine implements Engine {

    private final L2Objective objective = new L2Objective();
    private Backend backend;
    private Pass pass;
    private String layer;

    @Override
    public String version() {
        return "Reverie, " + backend.description();
    }

    @Override
    public void load(Workload workload) {
        close();
        layer = workload.layer();
        backend = Backends.best().open(BackendSettings.threads(workload.threads()));
        int height = workload.size().height();
        int width = workload.size().width();
        var network =
                new Network(workload.model().definition(), workload.model().weights(), backend);
        pass = network.prepare(height, width, layer);
        backend.write(ChannelsFirst.toChannelsLast(workload.input(), new Shape(height, width, 3)), pass.input());
    }

    @Override
    public boolean canStep() {
        return true;
    }

    @Override
    public void forward() {
        pass.forwardTo(layer);
    }

    @Override
    public void step() {
        pass.forwardTo(layer);
        objective.differentiate(backend, pass.activation(layer), pass.gradient(layer));
        pass.backwardFrom(layer);
    }

    @Override
    public float[] activation() {
        return channelsFirst(pass.activation(layer));
    }

    @Override
    public float[] inputGradient() {
        return channelsFirst(pass.inputGradient());
    }

    private float[] channelsFirst(FeatureMap map) {
        return ChannelsFirst.fromChannelsLast(backend.read(map), new Shape(map.height(), map.width(), map.channels()));
    }

    @Override
    public void close() {
        pass = null;
        if (backend != null) {
            backend.close();
            backend = null;
        }
    }
}
