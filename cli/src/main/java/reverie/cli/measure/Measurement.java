package reverie.cli.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import reverie.cli.option.PictureSize;
import reverie.engine.network.MultiplyAdds;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
import reverie.engine.network.Weights;
import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendSettings;
import reverie.kernels.Peak;
import reverie.kernels.reference.ReferenceBackend;

/**
 * How fast a backend dreams on this machine.
 *
 * @param backend name, lanes and threads
 * @param threads how many computed
 * @param layer where the passes end
 * @param verifiedSize of the picture on which the backend was compared with the reference
 * @param gradientError of the input gradient, relative to the reference's
 * @param peakOfOneThread empty if the backend is not made for speed
 * @param peak of all threads
 * @param firstStepMilliseconds the first step of this process, at the first size, with everything that is done only once
 * @param passes at each size
 * @param peakResidentBytes of the process, where the system tells
 */
public record Measurement(
        String backend,
        int threads,
        String layer,
        PictureSize verifiedSize,
        double gradientError,
        Optional<Peak> peakOfOneThread,
        Optional<Peak> peak,
        double firstStepMilliseconds,
        List<PassTiming> passes,
        OptionalLong peakResidentBytes) {

    /** Small, not square, and odd all the way up: kernels meet all their edges. */
    private static final PictureSize VERIFIED = new PictureSize(101, 69);

    /**
     * How long passes of one kind take at one size.
     *
     * @param flops operations of the direct sums, two for each product
     */
    public record PassTiming(PictureSize size, Kind kind, double flops, Timing timing) {

        /** 10^9 operations of the direct sums per second, at the median. */
        public double gigaflops() {
            return flops / timing.median() / 1e6;
        }
    }

    /** What is timed. */
    public enum Kind {
        /** To the layer. */
        FORWARD,
        /** To the layer, and back to the pixels. */
        STEP
    }

    /**
     * How much time to take.
     *
     * @param peak for each of its two measurements
     * @param pass to get up to speed, and as long again to time
     * @param leastRuns however long they take
     */
    public record Patience(Duration peak, Duration pass, int leastRuns) {

        /** Less than a minute on any machine that can dream at these sizes. */
        public static final Patience USUAL = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(4), 3);

        /** A few seconds. */
        public static final Patience LITTLE = new Patience(Duration.ofMillis(100), Duration.ofMillis(500), 3);
    }

    /**
     * Measures. Nothing is told of a backend that computes something else than the reference does.
     *
     * @param provider of the backend; it is opened twice, since the peak of one thread needs one of one thread
     * @param sizes of the pictures
     * @param progress is told what is being done
     * @throws IllegalStateException if the backend does not agree with the reference
     */
    public static Measurement take(
            BackendProvider provider,
            BackendSettings settings,
            NetworkDefinition definition,
            Weights weights,
            String layer,
            List<PictureSize> sizes,
            Patience patience,
            Consumer<String> progress) {
        try (Backend backend = provider.open(settings)) {
            var network = new Network(definition, weights, backend);
            // Before anything else: what a user waits for who starts the program to make one step.
            progress.accept("first step at " + sizes.getFirst());
            double first =
                    Timing.once(() -> stepAt(network, layer, sizes.getFirst()).forwardAndBackward());
            PictureSize verified = verifiedSize(definition, layer);
            progress.accept("comparing with the reference at " + verified);
            double error;
            try (Backend reference = new ReferenceBackend()) {
                error = stepAt(network, layer, verified)
                        .requireAgreement(stepAt(new Network(definition, weights, reference), layer, verified));
            }
            progress.accept("peak of the processor");
            Optional<Peak> peakOfOneThread;
            try (Backend single = provider.open(settings.withThreads(1))) {
                peakOfOneThread = single.measurePeak(patience.peak());
            }
            Optional<Peak> peak = backend.measurePeak(patience.peak());
            List<PassTiming> passes = new ArrayList<>();
            for (PictureSize size : sizes) {
                progress.accept("passes at " + size);
                System.gc(); // so that the memory told is that of one size, as in a dream
                passes.addAll(time(network, layer, size, patience));
            }
            return new Measurement(
                    backend.description(),
                    settings.threads(),
                    layer,
                    verified,
                    error,
                    peakOfOneThread,
                    peak,
                    first,
                    passes,
                    Machine.peakResidentBytes());
        }
    }

    private static DreamStep stepAt(Network network, String layer, PictureSize size) {
        return new DreamStep(network, layer, size.height(), size.width());
    }

    private static PictureSize verifiedSize(NetworkDefinition definition, String layer) {
        boolean runs = new NetworkShapes(definition, VERIFIED.height(), VERIFIED.width())
                .find(layer)
                .isPresent();
        Shape own = definition.inputShape();
        return runs ? VERIFIED : new PictureSize(own.width(), own.height());
    }

    private static List<PassTiming> time(Network network, String layer, PictureSize size, Patience patience) {
        var shapes = new NetworkShapes(network.definition(), size.height(), size.width());
        double flops = 2.0 * MultiplyAdds.upTo(network.definition(), shapes, layer);
        DreamStep step = stepAt(network, layer, size);
        return List.of(
                new PassTiming(
                        size, Kind.FORWARD, flops, Timing.of(step::forward, patience.pass(), patience.leastRuns())),
                new PassTiming(
                        size,
                        Kind.STEP,
                        2 * flops,
                        Timing.of(step::forwardAndBackward, patience.pass(), patience.leastRuns())));
    }
}
