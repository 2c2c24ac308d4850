package reverie.engine.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import reverie.engine.network.NetworkDefinition;
import reverie.kernels.Backend;

/**
 * Trains a classifier: for every picture of a batch forward to the logits, the loss, and its gradient back to all weights;
 * then one step of the optimiser by the mean gradient.
 *
 * <p>Pictures of 64 x 64 are too small to share one out among threads. So every thread has a network of its own, with the
 * same parameters, and takes shards of the batch, a few pictures each; gradients are summed picture by picture in a shard,
 * and shard by shard in a batch. So the same seed gives the same weights on any number of threads.
 */
public final class Trainer implements AutoCloseable {

    /**
     * What a step was like.
     *
     * @param step from 1
     * @param loss mean {@link CrossEntropy#loss} of the batch, before the step
     * @param accuracy which part of the batch was told right, 0 to 1
     * @param rate the learning rate
     */
    public record Step(int step, double loss, double accuracy, double rate) {}

    /** What a shard found: sums over its pictures. */
    private record Sums(Map<String, float[]> weights, Map<String, float[]> biases, double loss, int right) {}

    private final TrainingSettings settings;
    private final Adam optimizer;
    private final Examples examples;
    private final TrainingState state;
    private final List<Classifier> classifiers;
    private final BlockingQueue<Classifier> idle;
    private final ExecutorService threads;

    /**
     * @param logits the layer that says what is on a picture, before it is made into probabilities
     * @param state where to go on; its arrays are changed
     * @param workers how many threads work side by side
     * @param backends opens a backend of one thread for each of them
     */
    public Trainer(
            NetworkDefinition definition,
            String logits,
            TrainingState state,
            TrainingSettings settings,
            Examples examples,
            int workers,
            Supplier<Backend> backends) {
        this.settings = settings;
        this.optimizer = new Adam(settings.weightDecay());
        this.examples = examples;
        this.state = state;
        this.classifiers = IntStream.range(0, Math.min(workers, TrainingSettings.SHARDS))
                .mapToObj(worker -> new Classifier(definition, logits, state.parameters(), backends.get()))
                .toList();
        this.idle = new LinkedBlockingQueue<>(classifiers);
        this.threads = Executors.newFixedThreadPool(
                classifiers.size(),
                Thread.ofPlatform().daemon().name("trainer-", 1).factory());
    }

    /** Takes one step. */
    public Step step() throws InterruptedException {
        int step = state.step() + 1;
        int perShard = settings.batch() / TrainingSettings.SHARDS;
        List<Future<Sums>> shards = new ArrayList<>();
        for (int shard = 0; shard < TrainingSettings.SHARDS; shard++) {
            long first = (step - 1L) * settings.batch() + (long) shard * perShard;
            shards.add(threads.submit(() -> shard(first, perShard)));
        }
        Map<String, float[]> weights = new HashMap<>();
        Map<String, float[]> biases = new HashMap<>();
        double loss = 0;
        int right = 0;
        for (Future<Sums> shard : shards) {
            Sums sums = result(shard);
            sums.weights().forEach((layer, gradient) -> weights.merge(layer, gradient, Trainer::add));
            sums.biases().forEach((layer, gradient) -> biases.merge(layer, gradient, Trainer::add));
            loss += sums.loss();
            right += sums.right();
        }
        double rate = settings.rate(step);
        state.memories().forEach((layer, memories) -> {
            Parameters.Layer parameters = state.parameters().layers().get(layer);
            optimizer.update(
                    parameters.weight().values(), mean(weights.get(layer)), memories.weight(), step, rate, true);
            optimizer.update(parameters.bias().values(), mean(biases.get(layer)), memories.bias(), step, rate, false);
        });
        refresh();
        state.history().add((float) loss / settings.batch(), (float) right / settings.batch());
        return new Step(step, loss / settings.batch(), (double) right / settings.batch(), rate);
    }

    private Sums shard(long first, int count) throws InterruptedException {
        Classifier classifier = idle.take();
        try {
            classifier.filterGradients().clear();
            double loss = 0;
            int right = 0;
            for (int i = 0; i < count; i++) {
                Example example = examples.example(first + i);
                CrossEntropy answer = classifier.learn(example);
                loss += answer.loss();
                right += answer.answer() == example.label() ? 1 : 0;
            }
            Map<String, float[]> weights = new HashMap<>();
            Map<String, float[]> biases = new HashMap<>();
            for (String layer : classifier.filterGradients().layers()) {
                weights.put(layer, classifier.filterGradients().weight(layer));
                biases.put(layer, classifier.filterGradients().bias(layer));
            }
            return new Sums(weights, biases, loss, right);
        } finally {
            idle.put(classifier);
        }
    }

    private static float[] add(float[] sums, float[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
        return sums;
    }

    private float[] mean(float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= settings.batch();
        }
        return sums;
    }

    /** Every thread packs the new weights for its own kernels. */
    private void refresh() throws InterruptedException {
        List<Future<?>> refreshed = new ArrayList<>();
        for (Classifier classifier : classifiers) {
            refreshed.add(threads.submit(classifier::refresh));
        }
        for (Future<?> done : refreshed) {
            result(done);
        }
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * How the network does on other pictures, as it is now.
     *
     * @param others numbered from 0, never trained on
     * @param classes how many there are
     */
    public Confusion evaluate(Examples others, int count, int classes) throws InterruptedException {
        List<Future<Confusion>> parts = new ArrayList<>();
        for (int shard = 0; shard < TrainingSettings.SHARDS; shard++) {
            int first = shard * count / TrainingSettings.SHARDS;
            int end = (shard + 1) * count / TrainingSettings.SHARDS;
            parts.add(threads.submit(() -> evaluate(others, first, end, classes)));
        }
        Confusion all = new Confusion(classes);
        for (Future<Confusion> part : parts) {
            all.add(result(part));
        }
        return all;
    }

    private Confusion evaluate(Examples others, int first, int end, int classes) throws InterruptedException {
        Classifier classifier = idle.take();
        try {
            var confusion = new Confusion(classes);
            for (int number = first; number < end; number++) {
                Example example = others.example(number);
                confusion.add(example.label(), classifier.answer(example).answer());
            }
            return confusion;
        } finally {
            idle.put(classifier);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        classifiers.forEach(Classifier::close);
    }
}
