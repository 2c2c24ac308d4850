package reverie.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;

/** OpenCV's inference engine on the CPU. It has no backward. */
final class OpenCvEngine implements Engine {

    private Net net;
    private Mat input;
    private Mat output;
    private String layer;

    @SuppressWarnings("UnusedVariable") // every engine is made this way
    OpenCvEngine(EngineKind kind) {}

    @Override
    public String version() throws IOException {
        return "OpenCV %s as packaged by Bytedeco".formatted(Loader.getVersion("org.bytedeco", "opencv"));
    }

    @Override
    public void load(Workload workload) {
        close();
        layer = workload.layer();
        opencv_core.setNumThreads(workload.threads());
        try {
            var definition = new BytePointer(upTo(layer, Files.readString(workload.definition())));
            var weights = new BytePointer(Files.readAllBytes(workload.weights()));
            net = opencv_dnn.readNetFromCaffe(definition, definition.limit() - 1, weights, weights.limit());
            definition.close();
            weights.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var values = new FloatPointer(workload.input());
        int[] shape = {1, 3, workload.size().height(), workload.size().width()};
        input = new Mat(shape, opencv_core.CV_32F, values).clone(); // a Mat of its own, since the first only borrows
        values.close();
    }

    /** A definition without what stands behind a layer: OpenCV would look there too, and the classifier takes one size only. */
    private static String upTo(String layer, String definition) {
        int named = definition.indexOf("name: \"" + layer + "\"");
        if (named < 0) {
            throw new IllegalArgumentException("the definition has no layer '%s'".formatted(layer));
        }
        int next = definition.indexOf("\nlayer {", named);
        return next < 0 ? definition : definition.substring(0, next) + "\n";
    }

    @Override
    public boolean canStep() {
        return false;
    }

    @Override
    public void forward() {
        net.setInput(input);
        if (output != null) {
            output.close();
        }
        output = net.forward(layer);
    }

    @Override
    public void step() {
        throw new UnsupportedOperationException("OpenCV has no backward");
    }

    @Override
    public float[] activation() {
        float[] values = new float[Math.toIntExact(output.total())];
        new FloatPointer(output.data()).get(values);
        return values;
    }

    @Override
    public float[] inputGradient() {
        throw new UnsupportedOperationException("OpenCV has no backward");
    }

    @Override
    public void close() {
        if (net != null) {
            net.close();
            input.close();
            net = null;
        }
        if (output != null) {
            output.close();
            output = null;
        }
    }
}
