package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.dream.LayerChoice;
import reverie.cli.option.DeviceOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.PictureSize;
import reverie.cli.report.UsageException;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Pass;
import reverie.kernels.BackendSettings;
import reverie.kernels.opencl.OpenClTuning;
import reverie.kernels.opencl.TunedProduct;
import reverie.weights.AtomicFile;
import reverie.weights.ModelFile;

/** Finds out how an OpenCL device computes convolutions quickest. */
@Command(
        name = "tune",
        description = {
            "Measure how an OpenCL device computes a model's convolutions quickest, and remember it.",
            "Every convolution, forward and backward, is tried in every way of sharing it out that the device can run. What is found is kept in the cache folder for this device and driver, is used by --backend opencl from then on, also for sizes that are near, and changes no result by a single bit. Other work on the device makes it worth less."
        },
        mixinStandardHelpOptions = true)
public final class TuneCommand implements Callable<Integer> {

    private static final PictureSize USUAL_SIZE = new PictureSize(224, 224);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--size",
            paramLabel = "WIDTHxHEIGHT",
            converter = PictureSize.Converter.class,
            description = {
                "Size of the picture; may be given several times. Default: 224x224.",
                "What is found serves pictures with half to twice as many pixels, so that a dream's smaller octaves want sizes of their own."
            })
    private List<PictureSize> sizes;

    @Option(
            names = {"-l", "--layer"},
            paramLabel = "LAYER",
            description = "Where passes end. Default: what 'reverie dream' would take.")
    private String layer;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private DeviceOptions deviceOptions;

    @Override
    public Integer call() throws IOException {
        List<TunedProduct> products = new ArrayList<>();
        var settings = new BackendSettings(1, false, deviceOptions.device(), Optional.of(DeviceOptions.cache()));
        try (ModelFile file = modelOptions.open()) {
            Model model = file.model();
            String target =
                    layer == null ? LayerChoice.usual(model.definition()) : LayerChoice.one(model.definition(), layer);
            List<PictureSize> all = sizes == null ? List.of(USUAL_SIZE) : sizes;
            all.forEach(size -> requireRunnable(model, target, size));
            try (var tuning = new OpenClTuning(settings, product -> tell(product, products))) {
                modelOptions.tellDefault(spec.commandLine().getErr());
                for (PictureSize size : all) {
                    spec.commandLine()
                            .getErr()
                            .println("%s: measuring the convolutions to %s and back at %s"
                                    .formatted(tuning.backend().description(), target, size));
                    compile(model, tuning, target, size);
                }
                Path folder = tuning.file().toAbsolutePath().getParent();
                Files.createDirectories(folder);
                AtomicFile.write(tuning.file(), true, out -> out.write(tuning.contents()));
                tellSum(products);
                spec.commandLine().getOut().println(tuning.file());
            }
        }
        return 0;
    }

    private static void requireRunnable(Model model, String target, PictureSize size) {
        if (new NetworkShapes(model.definition(), size.height(), size.width())
                .find(target)
                .isEmpty()) {
            throw new UsageException(
                    "layer %s cannot run on a picture of %s pixels; --size takes another".formatted(target, size));
        }
    }

    /** A pass compiles its forward and its backward when they are first run. */
    private static void compile(Model model, OpenClTuning tuning, String target, PictureSize size) {
        Pass pass = new Network(model.definition(), model.weights(), tuning.backend())
                .prepare(size.height(), size.width(), target);
        pass.forwardTo(target);
        pass.backwardFrom(target);
    }

    private void tell(TunedProduct product, List<TunedProduct> before) {
        PrintWriter out = spec.commandLine().getOut();
        if (before.isEmpty()) {
            out.println(row("pixels", "channels", "depth", "parts", "unmeasured", "ms", "quickest", "ms"));
        }
        before.add(product);
        out.println(row(
                product.pixels(),
                product.channels(),
                product.depth(),
                product.parts(),
                product.usual(),
                milliseconds(product.usualMilliseconds()),
                product.tile(),
                milliseconds(product.milliseconds())));
    }

    private void tellSum(List<TunedProduct> products) {
        double before =
                products.stream().mapToDouble(TunedProduct::usualMilliseconds).sum();
        double after = products.stream().mapToDouble(TunedProduct::milliseconds).sum();
        spec.commandLine()
                .getOut()
                .println(row(
                        products.size() + " products", "", "", "", "", milliseconds(before), "", milliseconds(after)));
    }

    private static String row(Object... cells) {
        return "%11s  %8s  %6s  %5s  %-15s  %9s  %-15s  %9s".formatted(cells);
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
