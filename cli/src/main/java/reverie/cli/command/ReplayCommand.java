package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.dream.Dream;
import reverie.cli.dream.DreamComparison;
import reverie.cli.dream.DreamPictures;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Originals;
import reverie.cli.dream.PreparedDream;
import reverie.cli.dream.Recipe;
import reverie.cli.dream.RecordedDream;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.MemoryOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.option.VerbosityOptions;
import reverie.cli.report.Interruption;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.kernels.Backend;
import reverie.weights.ModelFile;

/** Dreams again what a recipe says, to check it or to change it. */
@Command(
        name = "replay",
        description = {
            "Dream again by the recipe in a dream.",
            "Without other options the result is compared with the dream, byte by byte, and only written where --output"
                    + " says so: exit code 0 if it is the same file, 1 if not. A dream that was ended early is dreamt as far"
                    + " as it got.",
            "Options of 'reverie dream' change the recipe; then the dream is made to its end and written, and nothing is"
                    + " compared."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "DREAM",
            description = "The dream: a PNG with its recipe, or the recipe beside it, which --sidecar wrote.")
    private Path dreamFile;

    @Parameters(
            index = "1",
            paramLabel = "PHOTO",
            arity = "0..1",
            description = "The photo that it was made of. Default: the file of its name beside the dream, or here.")
    private Path photo;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Scale the photo down until its longer side has this many pixels. Default: the dream's size.")
    private Integer size;

    @Option(names = "--anyway", description = "Replay with another model, photo, guide or mask than the recipe's, too.")
    private boolean anyway;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private DreamOptions dreamOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private MemoryOptions memoryOptions;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private VerbosityOptions verbosityOptions;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        RecordedDream recorded = RecordedDream.read(dreamFile);
        Recipe recipe = recorded.recipe();
        backendOptions.rehearse(recipe.backend());
        try (ModelFile file = model(recipe)) {
            DreamSpec asked = dreamOptions.over(recipe.spec(), file.model(), err);
            var originals = new Originals(recorded);
            DreamPictures pictures = originals.read(Optional.ofNullable(photo), side(recipe), asked);
            tellDifferences(recipe, originals.differences(file, pictures));
            try (Backend backend = backendOptions.open(
                            recipe.backend(), recipe.exact(), spec.commandLine().getErr());
                    var interruption = new Interruption()) {
                boolean exact = backendOptions.settings().exact() || recipe.exact();
                var studio = new DreamStudio(file, backend, exact, memoryOptions.limit());
                boolean changed = size != null || !studio.resolved(asked).isSameDream(recipe.spec());
                boolean compares = !changed && recorded.picture().isPresent();
                Optional<Path> target = compares
                        ? outputOptions.file()
                        : Optional.of(outputOptions.fileOrBeside(recorded.name(), ".replay.png"));
                if (target.isPresent()) {
                    outputOptions.check(target.get());
                    DreamRun.format(target.get());
                }
                PreparedDream prepared =
                        studio.prepare(asked, pictures, err::println, line -> verbosityOptions.tell(err, () -> line));
                var run = new DreamRun(spec.commandLine(), prepared);
                run.tellBeginning(backend);
                int last = changed ? prepared.steps() : recorded.outcome().iterationsDone();
                return interruption.guard(spec.commandLine(), () -> {
                    Dream dream = run.dream(Optional.empty(), last, Optional.empty(), interruption);
                    if (target.isPresent()) {
                        outputOptions.write(target.get(), dream.file(DreamRun.format(target.get())));
                    }
                    if (dream.outcome().iterationsDone() < last) {
                        err.println(run.interruptedText(dream) + (compares ? "; nothing was compared" : ""));
                    }
                    err.println(dream.line());
                    boolean whole = dream.outcome().iterationsDone() == last;
                    int exitCode = compares && whole ? compare(recorded, dream) : 0;
                    target.ifPresent(spec.commandLine().getOut()::println);
                    return exitCode;
                });
            }
        }
    }

    private ModelFile model(Recipe recipe) throws IOException {
        return modelOptions
                .openOrFind(recipe.model().sha256())
                .orElseThrow(() -> new UsageException(
                        "the model %s of the recipe is neither the bundled nor a fetched one; name its file with --model (SHA-256 %s)"
                                .formatted(recipe.model().name(), recipe.model().sha256())));
    }

    /** The longer side of the photo when it is dreamt on. */
    private OptionalInt side(Recipe recipe) {
        return OptionalInt.of(size == null ? Math.max(recipe.width(), recipe.height()) : size);
    }

    private void tellDifferences(Recipe recipe, List<String> others) {
        PrintWriter err = spec.commandLine().getErr();
        String text = String.join(", ", others);
        if (!others.isEmpty() && !anyway) {
            throw new UsageException(
                    "%s was made of something else: %s; --anyway replays it with this".formatted(dreamFile, text));
        }
        if (!others.isEmpty()) {
            err.println("warning: " + text);
        }
        if (!recipe.reverie().equals(Version.number())) {
            err.println("the dream was made by version %s, this is %s: pixels may differ"
                    .formatted(recipe.reverie(), Version.number()));
        }
    }

    /** Says whether it is the same file; the exit code. */
    private int compare(RecordedDream recorded, Dream dream) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<String> difference = DreamComparison.between(recorded, dream);
        String early = recorded.isUnfinished()
                ? ", as far as it got: %d iterations"
                        .formatted(recorded.outcome().iterationsDone())
                : "";
        out.println(
                difference.isEmpty()
                        ? "the same bytes as %s%s".formatted(recorded.name(), early)
                        : "not the same bytes as %s: %s".formatted(recorded.name(), difference.get()));
        return difference.isEmpty() ? 0 : 1;
    }
}
