package reverie.engine.training;

import reverie.engine.network.FilterGradients;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.network.Weights;
import reverie.kernels.Backend;

/** A network that says what is on a picture, and learns from what it should have said. Used by one thread at a time. */
final class Classifier implements AutoCloseable {

    private final Network network;
    private final String logits;
    private final Pass pass;

    /** @param backend closed with this */
    Classifier(NetworkDefinition definition, String logits, Weights weights, Backend backend) {
        Shape input = definition.inputShape();
        this.network = new Network(definition, weights, backend);
        this.logits = logits;
        this.pass = network.prepareTraining(input.height(), input.width(), logits);
    }

    /** What it says, and how wrong that is. */
    CrossEntropy answer(Example example) {
        Backend backend = pass.backend();
        backend.write(example.input(), pass.input());
        pass.forwardTo(logits);
        return CrossEntropy.of(backend.read(pass.activation(logits)), example.label());
    }

    /** The same, and the gradient of the loss is added to the {@link #filterGradients}. */
    CrossEntropy learn(Example example) {
        CrossEntropy answer = answer(example);
        pass.backend().write(answer.gradient(), pass.gradient(logits));
        pass.backwardFrom(logits);
        return answer;
    }

    FilterGradients filterGradients() {
        return pass.filterGradients();
    }

    /** The weights have changed. */
    void refresh() {
        network.refreshFilters();
    }

    @Override
    public void close() {
        network.backend().close();
    }
}
