package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.Resampling;
import reverie.cli.report.UsageException;
import reverie.engine.image.Image;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Ranking;
import reverie.engine.network.Shape;
import reverie.kernels.Backend;
import reverie.weights.ModelFile;

/** Says what a network sees in photos. */
@Command(
        name = "classify",
        description = {
            "Say what the network sees in photos.",
            "Lists the likeliest classes with their probabilities. A photo of another size than the network's is cut to its middle and scaled."
        },
        mixinStandardHelpOptions = true)
public final class ClassifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "The photos.")
    private List<Path> photos;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "5",
            description = "How many classes to list. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new UsageException("--top must be at least 1, not " + top);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (ModelFile file = modelOptions.open();
                Backend backend = backendOptions.open(spec.commandLine().getErr())) {
            Model model = file.model();
            Shape size = model.definition().inputShape();
            String last = model.definition().nodes().getLast().name();
            Pass pass = new Network(model.definition(), model.weights(), backend)
                    .prepare(size.height(), size.width(), last);
            modelOptions.tellDefault(spec.commandLine().getErr());
            for (Path photo : photos) {
                Image image = Resampling.centreCrop(PhotoReader.read(photo), size.height(), size.width());
                backend.write(model.preprocessing().toInput(image), pass.input());
                pass.forwardTo(last);
                if (photos.size() > 1) {
                    out.println(photo);
                }
                print(backend.read(pass.activation(last)), model.labels());
            }
        }
        return 0;
    }

    private void print(float[] scores, List<String> labels) {
        for (int i : Ranking.highest(scores, top)) {
            spec.commandLine()
                    .getOut()
                    .println(String.format(
                            Locale.ROOT, "%.4f  %s", scores[i], i < labels.size() ? labels.get(i) : "class " + i));
        }
    }
}
