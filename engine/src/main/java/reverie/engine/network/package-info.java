/**
 * A network in three holders: its {@link reverie.engine.network.NetworkDefinition definition}, which never changes and has
 * no size; its {@link reverie.engine.network.Weights}, which are only read; and the {@link reverie.engine.network.Pass},
 * which holds the activations and gradients of one input size. {@link reverie.engine.network.Network} ties them together.
 */
package reverie.engine.network;
