package reverie.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.dream.ClassLabels;
import reverie.cli.fool.FoolingLab;
import reverie.cli.fool.FoolingMode;
import reverie.cli.fool.FoolingOptions;
import reverie.cli.fool.NothingFooling;
import reverie.cli.fool.NothingOptions;
import reverie.cli.fool.PhotoFooling;
import reverie.cli.fool.TargetClass;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.report.CommandText;
import reverie.cli.report.Interruption;
import reverie.cli.report.UsageException;
import reverie.engine.fooling.PictureClassifier;
import reverie.kernels.Backend;
import reverie.weights.ModelFile;

/** Makes a network say what is not so. */
@Command(
        name = "fool",
        description = {
            "Find the smallest change of a photo that makes the network see something else in it.",
            "The photo is cut to its middle and scaled to the network's size, as 'reverie classify' does, and the changed one"
                    + " is written at that size as a PNG; 'reverie classify' of that file gives the answer reported here."
                    + " A page beside it shows both, the change, and what random changes of the same size do.",
            "With --from it begins with nothing instead: the result shows nothing to people, and --target to the network.",
            "Exits with 1 if the network was not fooled; then a changed photo is not written, what came of nothing is."
        },
        mixinStandardHelpOptions = true)
public final class FoolCommand implements Callable<Integer>, Computing {

    private static final List<String> FOR_PHOTOS = List.of("--method", "--epsilon", "--controls");

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PHOTO", description = "The photo.")
    private Path photo;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "LABEL",
            description =
                    "The class that the network shall see: its label, a part of it, or its number; or 'random'. Default: any but what it sees now.")
    private String target;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of everything that is drawn by lot. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private NothingOptions nothingOptions;

    @Mixin
    private FoolingOptions foolingOptions;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private OutputOptions outputOptions;

    @Override
    public Integer call() throws Exception {
        FoolingMode mode = mode();
        mode.check();
        try (ModelFile file = modelOptions.open();
                Backend backend = backendOptions.open(spec.commandLine().getErr());
                var interruption = new Interruption()) {
            return interruption.guard(spec.commandLine(), () -> {
                modelOptions.tellDefault(spec.commandLine().getErr());
                return mode.fool(new FoolingLab(
                        file,
                        new PictureClassifier(file.model(), backend),
                        ClassLabels.of(file.model()),
                        CommandText.of(spec),
                        interruption::isRequested,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr()));
            });
        }
    }

    private FoolingMode mode() {
        var wanted = new TargetClass(Optional.ofNullable(target), seed);
        if (nothingOptions.isAsked()) {
            return nothing(wanted);
        }
        if (photo == null) {
            throw new UsageException("name a PHOTO, or what to begin with instead: --from noise, grey or cppn");
        }
        return new PhotoFooling(photo, wanted, foolingOptions, outputOptions);
    }

    private FoolingMode nothing(TargetClass wanted) {
        if (photo != null) {
            throw new UsageException(
                    "--from begins with nothing, and not with %s; leave one of them away".formatted(photo));
        }
        for (String option : FOR_PHOTOS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UsageException("%s is for photos, and does nothing with --from".formatted(option));
            }
        }
        return new NothingFooling(wanted, nothingOptions, foolingOptions, outputOptions);
    }
}
