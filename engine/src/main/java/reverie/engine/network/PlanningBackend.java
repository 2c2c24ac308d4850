package reverie.engine.network;

import java.util.ArrayList;
import java.util.List;
import reverie.kernels.Backend;
import reverie.kernels.Buffer;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.Program;
import reverie.kernels.Reading;

/**
 * Stands in for a backend while a pass is planned: it counts what would be allocated, and remembers what would be run. So
 * the forecast of a pass's memory is made by the code that later takes it.
 */
final class PlanningBackend implements Backend {

    private record PlannedBuffer(int length) implements Buffer {}

    private final int longestBuffer;
    private final List<Operation> operations = new ArrayList<>();
    private long allocated;

    /** @param longestBuffer how many floats a buffer of the real backend may hold */
    PlanningBackend(int longestBuffer) {
        this.longestBuffer = longestBuffer;
    }

    /** Bytes of all buffers so far. */
    long allocated() {
        return allocated;
    }

    /** Everything that was to be made ready so far. */
    List<Operation> operations() {
        return operations;
    }

    @Override
    public String name() {
        return "planning";
    }

    @Override
    public String description() {
        return "planning (computes nothing)";
    }

    @Override
    public Buffer allocate(int length) {
        if (length > longestBuffer) {
            throw new ArithmeticException("a buffer of %d floats".formatted(length));
        }
        allocated += (long) length * Float.BYTES;
        return new PlannedBuffer(length);
    }

    @Override
    public Program compile(List<Operation> program) {
        operations.addAll(program);
        return () -> {};
    }

    @Override
    public Filters prepare(ConvolutionShape shape, float[] weights, float[] bias) {
        throw nothingHere();
    }

    @Override
    public void write(float[] heightWidthChannels, FeatureMap destination) {
        throw nothingHere();
    }

    @Override
    public float[] read(FeatureMap source) {
        throw nothingHere();
    }

    @Override
    public Reading sumOfSquares(FeatureMap map) {
        throw nothingHere();
    }

    @Override
    public Reading meanAbsolute(FeatureMap map) {
        throw nothingHere();
    }

    private static UnsupportedOperationException nothingHere() {
        return new UnsupportedOperationException("a plan has no values");
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
