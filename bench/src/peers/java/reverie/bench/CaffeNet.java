package reverie.bench;

import static org.bytedeco.caffe.global.caffe.ReadNetParamsFromTextFileOrDie;
import static org.bytedeco.caffe.global.caffe.TEST;

import java.nio.file.Path;
import org.bytedeco.caffe.Caffe;
import org.bytedeco.caffe.FloatBlob;
import org.bytedeco.caffe.FloatLayer;
import org.bytedeco.caffe.FloatNet;
import org.bytedeco.caffe.NetParameter;
import org.bytedeco.caffe.StringVector;
import org.bytedeco.javacpp.FloatPointer;

/** A network in the original Caffe, on the CPU, at one input size and with one layer as its end. */
final class CaffeNet {

    private final FloatNet net;
    private final FloatBlob input;
    private final FloatBlob output;
    private final int end;

    CaffeNet(Path definition, Path weights, PictureSize size, String layer) {
        Caffe.set_mode(Caffe.CPU);
        var parameter = new NetParameter();
        ReadNetParamsFromTextFileOrDie(definition.toString(), parameter);
        parameter.mutable_state().set_phase(TEST);
        parameter.set_force_backward(true); // all the way to the pixels
        net = new FloatNet(parameter);
        net.CopyTrainedLayersFrom(weights.toString());
        input = net.blob_by_name("data");
        // Layers follow when they run; telling the whole net would reach the inner product, which takes one size only.
        input.Reshape(1, 3, size.height(), size.width());
        end = indexOf(layer);
        output = net.blobs().get(net.top_ids(end).get(0));
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

    /**
     * Whether a backward pass computes the gradients of the weights too. Nobody needs them to dream; but Caffe computes them
     * unless told not to, and the original notebook did not tell it.
     */
    void setWeightGradients(boolean wanted) {
        for (int i = 0; i < net.layers().size(); i++) {
            FloatLayer layer = net.layers().get(i);
            for (int parameter = 0; parameter < layer.blobs().size(); parameter++) {
                layer.set_param_propagate_down(parameter, wanted);
            }
        }
    }

    void writeInput(float[] channelsFirst) {
        input.mutable_cpu_data().put(channelsFirst);
    }

    void forward() {
        net.ForwardTo(end);
    }

    /** The derivative of half the sum of squares is the activation itself. */
    void seed() {
        FloatPointer.memcpy(output.mutable_cpu_diff(), output.cpu_data(), (long) Float.BYTES * output.count());
    }

    void backward() {
        net.BackwardFromTo(end, 0);
    }

    float[] activation() {
        float[] values = new float[output.count()];
        output.cpu_data().get(values);
        return values;
    }

    float[] inputGradient() {
        float[] values = new float[input.count()];
        input.cpu_diff().get(values);
        return values;
    }
}
