package reverie.kernels.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.Buffer;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.MemoryNeeds;
import reverie.kernels.Operation;
import reverie.kernels.Program;
import reverie.kernels.Reading;
import reverie.kernels.plan.GradientTarget;

/**
 * OpenCL kernels on one device. Everything is queued in order; only {@link #read} and a {@link Reading} wait, and what went
 * wrong before may be told only then.
 */
public final class OpenClBackend implements Backend {

    /** Operations queued before they are sent on their way together. */
    private static final int BATCH = 16;

    private final OpenClSession session;
    private final TileChoices tiles;
    private final Kernels kernels;
    private final Convolutions convolutions;
    private final Reductions reductions;
    private final Scratch scratch;

    /**
     * Opens a device.
     *
     * @throws reverie.kernels.BackendUnavailableException if there is none that was asked for
     */
    public OpenClBackend(BackendSettings settings) {
        this(OpenClDevice.chosen(settings), settings);
    }

    private OpenClBackend(OpenClDevice device, BackendSettings settings) {
        this(device, settings, StoredTiles.of(device, settings.cache()));
    }

    OpenClBackend(OpenClDevice device, BackendSettings settings, TileChoices tiles) {
        this.session = new OpenClSession(device, new ProgramCache(settings.cache()));
        this.tiles = tiles;
        this.kernels = new Kernels(session);
        this.convolutions = new Convolutions(session, tiles);
        this.reductions = new Reductions(session);
        this.scratch = new Scratch(session);
    }

    @Override
    public String name() {
        return "opencl";
    }

    @Override
    public String description() {
        return "opencl (%s, %s)"
                .formatted(session.device().name(), session.device().platform());
    }

    @Override
    public List<String> warnings() {
        return tiles.warning().stream().toList();
    }

    @Override
    public Buffer allocate(int length) {
        return session.allocate(length);
    }

    @Override
    public Filters prepare(ConvolutionShape shape, float[] weights, float[] bias) {
        return new OpenClFilters(shape, weights, bias);
    }

    @Override
    public Program compile(List<Operation> operations) {
        List<Step> steps = steps(operations);
        return () -> {
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).run();
                if (i % BATCH == BATCH - 1) {
                    session.flush();
                }
            }
            session.flush();
        };
    }

    private List<Step> steps(List<Operation> operations) {
        List<Step> steps = new ArrayList<>();
        Optional<TapSum> pending = Optional.empty(); // may be joined by a sibling
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            boolean last = i + 1 == operations.size();
            Optional<GradientTarget> fused =
                    last ? Optional.empty() : GradientTarget.fused(operation, operations.get(i + 1));
            i += fused.isPresent() ? 1 : 0;
            List<TapSum> sums = sums(operation, fused);
            for (TapSum sum : sums) {
                Optional<TapSum> joined = pending.flatMap(before -> before.joined(sum));
                if (joined.isEmpty()) {
                    pending.ifPresent(before -> steps.add(convolutions.step(before)));
                }
                pending = joined.or(() -> Optional.of(sum));
            }
            if (sums.isEmpty()) {
                pending.ifPresent(before -> steps.add(convolutions.step(before)));
                pending = Optional.empty();
                steps.addAll(otherSteps(operation, fused));
            }
        }
        pending.ifPresent(before -> steps.add(convolutions.step(before)));
        return steps;
    }

    private static List<TapSum> sums(Operation operation, Optional<GradientTarget> fused) {
        return switch (operation) {
            case Operation.Convolution op -> TapSum.forward(op);
            case Operation.ConvolutionBackward op -> TapSum.backward(op, fused.orElseGet(() -> GradientTarget.of(op)));
            default -> List.of();
        };
    }

    private List<Step> otherSteps(Operation operation, Optional<GradientTarget> fused) {
        return switch (operation) {
            case Operation.Convolution _, Operation.ConvolutionBackward _ ->
                throw new IllegalArgumentException("a convolution is a sum over taps");
            case Operation.ConvolutionFilterBackward op -> launches(convolutions.filterBackward(op));
            case Operation.Relu op -> launches(List.of(kernels.relu(op)));
            case Operation.ReluBackward op -> launches(List.of(kernels.reluBackward(op)));
            case Operation.MaxPooling op -> launches(List.of(kernels.maxPooling(op)));
            case Operation.MaxPoolingBackward op ->
                launches(kernels.maxPoolingBackward(
                        op,
                        fused.orElseGet(() -> GradientTarget.of(op)),
                        scratch.atLeast(op.forward().output().size())));
            case Operation.AveragePooling op -> launches(List.of(kernels.averagePooling(op)));
            case Operation.AveragePoolingBackward op ->
                launches(List.of(kernels.averagePoolingBackward(op, fused.orElseGet(() -> GradientTarget.of(op)))));
            case Operation.Lrn op -> launches(List.of(kernels.lrn(op)));
            case Operation.LrnBackward op ->
                launches(List.of(kernels.lrnBackward(op, fused.orElseGet(() -> GradientTarget.of(op)))));
            case Operation.Softmax op -> launches(List.of(kernels.softmax(op)));
            case Operation.SoftmaxBackward op -> launches(List.of(kernels.softmaxBackward(op)));
            case Operation.Scale op -> launches(List.of(kernels.scale(op)));
            case Operation.NormalisedStep op -> List.of(normalisedStep(op));
            case Operation.Clip op -> launches(List.of(kernels.clip(op)));
            case Operation.Roll op -> launches(List.of(kernels.roll(op)));
            case Operation.Resize op -> launches(List.of(kernels.resize(op)));
            case Operation.ResizeBackward op -> launches(List.of(kernels.resizeBackward(op)));
        };
    }

    private Step launch(Launch launch) {
        return () -> session.launch(launch);
    }

    private List<Step> launches(List<Launch> launches) {
        return launches.stream().map(this::launch).toList();
    }

    /** A length that the device has found itself is not waited for. */
    private Step normalisedStep(Operation.NormalisedStep op) {
        if (op.length() instanceof DeviceReading length) {
            return launch(kernels.normalisedStep(op, length));
        }
        return () -> op.scale().ifPresent(this::run);
    }

    @Override
    public OptionalLong memory() {
        return OptionalLong.of(session.memory());
    }

    @Override
    public int longestBuffer() {
        return (int) Math.min(Integer.MAX_VALUE, session.device().longestBuffer() / Float.BYTES);
    }

    /** Weights filled up to whole tiles, once for each direction, and what max pooling remembers of its windows. */
    @Override
    public MemoryNeeds memoryNeeds(List<Operation> operations) {
        long filters = MemoryNeeds.shapes(operations).stream()
                .mapToLong(Convolutions::mostWeights)
                .sum();
        long winners = operations.stream()
                .mapToLong(operation -> operation instanceof Operation.MaxPoolingBackward op
                        ? op.forward().output().size()
                        : 0)
                .max()
                .orElse(0);
        return new MemoryNeeds(filters * Float.BYTES, winners * Integer.BYTES);
    }

    @Override
    public void write(float[] heightWidthChannels, FeatureMap destination) {
        if (heightWidthChannels.length != destination.size()) {
            throw new IllegalArgumentException(
                    "%d values for a map of %s".formatted(heightWidthChannels.length, destination.shape()));
        }
        session.write(heightWidthChannels, destination);
    }

    @Override
    public float[] read(FeatureMap source) {
        return session.read(source);
    }

    @Override
    public Reading sumOfSquares(FeatureMap map) {
        return reductions.sumOfSquares(map);
    }

    @Override
    public Reading meanAbsolute(FeatureMap map) {
        return reductions.meanAbsolute(map);
    }

    @Override
    public void close() {
        session.close();
    }
}
