package reverie.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import reverie.bench.PictureSize;
import reverie.engine.network.Model;

/** An engine that runs a network to a layer, and perhaps back, at one input size. */
public interface Engine extends AutoCloseable {

    /**
     * What to run.
     *
     * @param weights the {@code .caffemodel}
     * @param definition its {@code .prototxt}
     * @param model the same, as Reverie reads it, for engines that do not read such files
     * @param layer where the forward ends and the backward begins
     * @param input the preprocessed picture, 3 x height x width; not to be changed
     * @param threads how many threads to compute on
     */
    record Workload(
            Path weights, Path definition, Model model, String layer, PictureSize size, float[] input, int threads) {}

    /** The name and version of the library, for the report. */
    String version() throws IOException;

    /** Makes ready for a workload. May be called again, for another size; what was ready before is let go of. */
    void load(Workload workload);

    /** Whether there is a backward at all. */
    boolean canStep();

    /** From the input to the layer, keeping nothing for a backward unless the engine cannot help it. */
    void forward();

    /**
     * One step of a dream: from the input to the layer, and from there, with the activation itself as gradient, back to the
     * input. Gradients of weights are not computed.
     */
    void step();

    /** What the layer showed in the last {@link #forward} or {@link #step}, channels x height x width. */
    float[] activation();

    /** d (1/2 |activation|^2) / d input of the last {@link #step}, 3 x height x width. */
    float[] inputGradient();

    /** Lets go of everything. */
    @Override
    void close();
}
