package reverie.bench.peer;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** PyTorch, eager, with autograd, in one of the two orders in which it can keep a picture. */
final class TorchEngine implements Engine {

    private final MemoryFormat format;
    private TorchNetwork network;
    private Tensor input;
    private Tensor activation;
    private Tensor gradient;

    TorchEngine(EngineKind kind) {
        format = kind == EngineKind.PYTORCH_CHANNELS_LAST ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
    }

    @Override
    public String version() throws IOException {
        return "PyTorch %s as packaged by Bytedeco, %s oneDNN"
                .formatted(Loader.getVersion("org.bytedeco", "pytorch"), torch.hasMKLDNN() ? "with" : "without");
    }

    @Override
    public void load(Workload workload) {
        close();
        torch.set_num_threads(workload.threads());
        network = new TorchNetwork(workload.model(), workload.layer(), format);
        input = TorchNetwork.tensor(
                workload.input(), format, 1, 3, workload.size().height(), workload.size().width());
    }

    @Override
    public boolean canStep() {
        return true;
    }

    @Override
    public void forward() {
        letGo();
        try (var _ = new NoGradGuard()) {
            activation = network.forward(input);
        }
    }

    @Override
    public void step() {
        letGo();
        try (var _ = new PointerScope()) {
            Tensor leaf = input.detach().requires_grad_(true);
            Tensor output = network.forward(leaf);
            activation = output.detach().retainReference(); // beyond the scope
            gradient = gradient(output, activation, leaf).retainReference();
        }
    }

    /** d (1/2 |output|^2) / d input: the backward starts from the activation itself. */
    static Tensor gradient(Tensor output, Tensor activation, Tensor input) {
        TensorVector gradients = torch.grad(
                new TensorVector(output),
                new TensorVector(input),
                new TensorVector(activation),
                new BoolOptional(false),
                false,
                false);
        return new Tensor(gradients.get(0)); // the vector's own goes with it
    }

    @Override
    public float[] activation() {
        return values(activation);
    }

    @Override
    public float[] inputGradient() {
        return values(gradient);
    }

    /** The values with the last index fastest, in whichever order they are kept. */
    static float[] values(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        try (Tensor contiguous = tensor.contiguous()) {
            contiguous.data_ptr_float().get(values);
        }
        return values;
    }

    private void letGo() {
        if (activation != null) {
            activation.close();
            activation = null;
        }
        if (gradient != null) {
            gradient.close();
            gradient = null;
        }
    }

    @Override
    public void close() {
        letGo();
        network = null;
    }
}
