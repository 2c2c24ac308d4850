package reverie.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.Jitter;
import reverie.engine.dream.Octaves;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Shape;
import reverie.weights.ModelFile;

/** A whole dream in PyTorch, with default settings and the jitter of seed 1: what {@code reverie dream} does, as tensors. */
public final class TorchDream {

    private final TorchNetwork network;
    private final DreamSettings settings;
    private final MemoryFormat format;
    private final Jitter jitter;
    private final Tensor black;
    private final Tensor white;

    private TorchDream(TorchNetwork network, DreamSettings settings, MemoryFormat format, Preprocessing preprocessing) {
        this.network = network;
        this.settings = settings;
        this.format = format;
        this.jitter = Jitter.random(1, settings.jitter());
        this.black = perChannel(preprocessing.black());
        this.white = perChannel(preprocessing.white());
    }

    private static Tensor perChannel(List<Float> values) {
        return TorchNetwork.tensor(
                new float[] {values.get(0), values.get(1), values.get(2)}, MemoryFormat.Contiguous, 1, 3, 1, 1);
    }

    /** Takes the engine's label, photo, model file, layer, number of threads, and where the dream goes. */
    public static void main(String[] arguments) throws IOException {
        boolean channelsLast = EngineKind.of(arguments[0]) == EngineKind.PYTORCH_CHANNELS_LAST;
        MemoryFormat format = channelsLast ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
        torch.set_num_threads(Integer.parseInt(arguments[4]));
        Image photo = Pictures.readPng(Path.of(arguments[1]));
        try (var file = ModelFile.open(Path.of(arguments[2]))) {
            var model = file.model();
            Preprocessing preprocessing = model.dreamPreprocessing();
            var shape = new Shape(photo.height(), photo.width(), 3);
            float[] input = ChannelsFirst.fromChannelsLast(preprocessing.toInput(photo), shape);
            var network = new TorchNetwork(model, arguments[3], format);
            var dream = new TorchDream(network, DreamSettings.NOTEBOOK, format, preprocessing);
            Tensor result =
                    dream.dream(TorchNetwork.tensor(input, format, 1, 3, photo.height(), photo.width()));
            float[] values = ChannelsFirst.toChannelsLast(TorchEngine.values(result), shape);
            Pictures.writePng(preprocessing.toImage(photo.height(), photo.width(), values), Path.of(arguments[5]));
        }
    }

    private Tensor dream(Tensor photo) {
        Tensor detail = null;
        Tensor image = null;
        for (Tensor base : octaveBases(photo)) {
            var size = new Octaves.Size((int) base.size(2), (int) base.size(3));
            image = detail == null ? base.clone() : base.add(resize(detail, size));
            for (int i = 0; i < settings.iterations(); i++) {
                image = iteration(image);
            }
            detail = image.sub(base);
        }
        return image;
    }

    /** The photo at the size of every octave, smallest first; each is made of the one above. */
    private List<Tensor> octaveBases(Tensor photo) {
        Deque<Tensor> bases = new ArrayDeque<>(List.of(photo));
        Octaves.sizes((int) photo.size(2), (int) photo.size(3), settings.octaves(), settings.octaveScale()).stream()
                .skip(1)
                .forEach(size -> bases.addFirst(resize(bases.getFirst(), size)));
        return List.copyOf(bases);
    }

    /** As Reverie does it: bilinear, corners on corners. */
    private Tensor resize(Tensor tensor, Octaves.Size size) {
        try (var none = new DoubleOptional()) {
            return torch.upsample_bilinear2d(tensor, new long[] {size.height(), size.width()}, true, none, none)
                    .contiguous(format);
        }
    }

    /** Shift, forward, backward, step, shift back, clip. The old image is closed. */
    private Tensor iteration(Tensor image) {
        try (var _ = new PointerScope()) {
            Jitter.Offset offset = jitter.next();
            Tensor leaf = roll(image, offset.down(), offset.right()).requires_grad_(true);
            Tensor output = network.forward(leaf);
            Tensor gradient = TorchEngine.gradient(output, output.detach(), leaf);
            double factor = settings.ascent().stepSize() / gradient.abs().mean().item_float();
            Tensor stepped = leaf.detach().add(gradient, new Scalar(factor));
            Tensor back = roll(stepped, -offset.down(), -offset.right());
            Tensor clipped = torch.minimum(torch.maximum(back, black), white);
            image.close();
            return clipped.retainReference(); // beyond the scope
        }
    }

    private static Tensor roll(Tensor tensor, int down, int right) {
        return tensor.roll(new long[] {down, right}, 2, 3);
    }
}
