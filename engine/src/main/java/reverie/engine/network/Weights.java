package reverie.engine.network;

import java.util.Optional;

/** Where a network gets its parameters. A network asks once for each layer, and only for layers that it runs. */
public interface Weights {

    /**
     * The weights of a layer: out x (in / groups) x height x width; an inner product's are out x whatever its input has, in
     * the order channels x height x width.
     */
    Optional<Tensor> weight(String layer);

    /** The bias of a layer: one value per output channel. */
    Optional<Tensor> bias(String layer);
}
