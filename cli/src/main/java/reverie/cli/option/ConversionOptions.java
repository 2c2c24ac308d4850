package reverie.cli.option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.weights.CaffeConverter.Conversion;

/** What to know beside the weights when a Caffe model becomes a model file. */
public final class ConversionOptions {

    @Option(
            names = {"-d", "--definition", "--prototxt"},
            paramLabel = "PROTOTXT",
            description = "The network's definition. Without it, the one that the weights carry.")
    private Path definition;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "Names of the classes, one per line, such as synset_words.txt. Without it, classes have numbers only.")
    private Path labels;

    @Option(
            names = "--mean",
            paramLabel = "B,G,R",
            split = ",",
            description = "Mean pixel. Without it, what the files say, or else 104,117,123.")
    private List<Float> mean;

    public Optional<Path> definition() {
        return Optional.ofNullable(definition);
    }

    public Optional<Path> labels() {
        return Optional.ofNullable(labels);
    }

    /**
     * The mean pixel, if one was given.
     *
     * @throws UsageException if it is not three finite numbers
     */
    public Optional<List<Float>> mean() {
        if (mean != null && mean.size() != 3) {
            throw new UsageException("--mean takes three numbers, not " + mean.size());
        }
        if (mean != null && !mean.stream().allMatch(Float::isFinite)) {
            throw new UsageException("--mean takes numbers, not " + mean);
        }
        return Optional.ofNullable(mean);
    }

    /** Whether any of it was given. */
    public boolean isGiven() {
        return definition != null || labels != null || mean != null;
    }

    /** Says what the user should know of a conversion. */
    public static void tell(Conversion conversion, PrintWriter err) {
        conversion.notes().forEach(err::println);
        if (!conversion.ignored().isEmpty()) {
            err.println("left out, since the network does not use them: " + String.join(", ", conversion.ignored()));
        }
    }
}
