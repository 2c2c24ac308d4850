package reverie.bench.peer;

import static org.bytedeco.caffe.global.caffe.ReadNetParamsFromTextFileOrDie;
import static org.bytedeco.caffe.global.caffe.TEST;

import java.io.IOException;
import org.bytedeco.caffe.Caffe;
import org.bytedeco.caffe.FloatBlob;
import org.bytedeco.caffe.FloatLayer;
import org.bytedeco.caffe.FloatNet;
import org.bytedeco.caffe.NetParameter;
import org.bytedeco.caffe.StringVector;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;

/** The original Caffe, on the CPU. Its BLAS takes its threads from the environment that the process was started with. */
final class CaffeEngine implements Engine {

    private final boolean weightGradients;
    private FloatNet net;
    private FloatBlob input;
    private FloatBlob output;
    private int end;

    CaffeEngine(EngineKind kind) {
        weightGradients = kind == EngineKind.CAFFE_WEIGHT_GRADIENTS;
    }

    @Override
    public String version() throws IOException {
        return "Caffe %s as packaged by Bytedeco, with OpenBLAS %s"
                .formatted(Loader.getVersion("org.bytedeco", "caffe"), Loader.getVersion("org.bytedeco", "openblas"));
    }

    @Override
    public void load(Workload workload) {
        close();
        Caffe.set_mode(Caffe.CPU);
        var parameter = new NetParameter();
        ReadNetParamsFromTextFileOrDie(workload.definition().toString(), parameter);
        parameter.mutable_state().set_phase(TEST);
        parameter.set_force_backward(true); // all the way to the pixels
        net = new FloatNet(parameter);
        net.CopyTrainedLayersFrom(workload.weights().toString());
        computeWeightGradients();
        input = net.blob_by_name("data");
        // Layers follow when they run; telling the whole net would reach the inner product, which takes one size only.
        input.Reshape(1, 3, workload.size().height(), workload.size().width());
        input.mutable_cpu_data().put(workload.input());
        end = indexOf(workload.layer());
        output = net.blobs().get(net.top_ids(end).get(0));
    }

    /** Nobody needs them to dream; but Caffe computes them unless told not to. */
    private void computeWeightGradients() {
        for (int i = 0; i < net.layers().size(); i++) {
            FloatLayer layer = net.layers().get(i);
            for (int parameter = 0; parameter < layer.blobs().size(); parameter++) {
                layer.set_param_propagate_down(parameter, weightGradients);
            }
        }
    }

    private int indexOf(String layer) {
        StringVector names = net.layer_names();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).getString().equals(layer)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Caffe has no layer '%s'".formatted(layer));
    }

    @Override
    public boolean canStep() {
        return true;
    }

    @Override
    public void forward() {
        net.ForwardTo(end);
    }

    @Override
    public void step() {
        net.ForwardTo(end);
        // The derivative of half the sum of squares is the activation itself.
        FloatPointer.memcpy(output.mutable_cpu_diff(), output.cpu_data(), (long) Float.BYTES * output.count());
        net.BackwardFromTo(end, 0);
    }

    @Override
    public float[] activation() {
        float[] values = new float[output.count()];
        output.cpu_data().get(values);
        return values;
    }

    @Override
    public float[] inputGradient() {
        float[] values = new float[input.count()];
        input.cpu_diff().get(values);
        return values;
    }

    @Override
    public void close() {
        if (net != null) {
            net.close();
            net = null;
        }
    }
}
