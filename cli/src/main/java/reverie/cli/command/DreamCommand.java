package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.dream.BrokenDreamException;
import reverie.cli.dream.Dream;
import reverie.cli.dream.DreamNames;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.dream.PreparedDream;
import reverie.cli.dream.UnfinishedDream;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.MemoryOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.option.PhotoOptions;
import reverie.cli.option.VerbosityOptions;
import reverie.cli.picture.PictureFormat;
import reverie.cli.report.Interruption;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DreamState;
import reverie.kernels.Backend;
import reverie.weights.AtomicFile;
import reverie.weights.ModelFile;

/** Dreams on a photo. */
@Command(
        name = "dream",
        description = {
            "Dream on a photo.",
            "It is changed, step by step, so that a layer of a network sees more of what it sees."
        },
        mixinStandardHelpOptions = true)
public final class DreamCommand implements Callable<Integer>, Computing {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PhotoOptions photoOptions;

    @Option(
            names = "--preview",
            paramLabel = "FILE",
            description = "Write the picture as it is after every step here, for a viewer that looks again.")
    private Path preview;

    @Option(
            names = "--resume",
            description = "Go on with a dream that was ended with Ctrl-C: the same command again, with this.")
    private boolean resume;

    @Option(names = "--sidecar", description = "Write the recipe beside the dream too, as FILE.json.")
    private boolean sidecar;

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
        try (ModelFile file = modelOptions.open()) {
            DreamSpec asked = dreamOptions.spec(file.model(), err);
            // For example sky.inception_4c-output.png.
            Path target = outputOptions.fileOrBeside(
                    photoOptions.name(), ".%s.png".formatted(DreamNames.of(file.model(), asked)));
            Targets targets = targets(target);
            Photo read = photoOptions.read();
            try (Backend backend = backendOptions.open(err);
                    var interruption = new Interruption()) {
                var studio =
                        new DreamStudio(file, backend, backendOptions.settings().exact(), memoryOptions.limit());
                PreparedDream dream =
                        studio.prepare(asked, read, err::println, line -> verbosityOptions.tell(err, () -> line));
                modelOptions.tellDefault(err);
                var run = new DreamRun(spec.commandLine(), dream);
                run.tellBeginning(backend);
                return interruption.guard(spec.commandLine(), () -> run(run, dream, targets, interruption));
            }
        }
    }

    /**
     * Where everything goes.
     *
     * @param replaces whether the target may be overwritten
     */
    private record Targets(Path target, PictureFormat format, boolean replaces, Optional<Path> recipe) {}

    private Targets targets(Path target) throws IOException {
        boolean goesOn = resume && Files.isRegularFile(target);
        OutputOptions.check(target, outputOptions.force() || goesOn);
        PictureFormat format = DreamRun.format(target);
        if (resume && format != PictureFormat.PNG) {
            throw new UsageException("only a PNG holds what is needed to go on; %s does not".formatted(target));
        }
        Optional<Path> recipe =
                sidecar ? Optional.of(target.resolveSibling(target.getFileName() + ".json")) : Optional.empty();
        if (recipe.isPresent()) {
            OutputOptions.check(recipe.get(), outputOptions.force() || goesOn);
        }
        if (preview != null) {
            OutputOptions.check(preview, true);
            PictureFormat.of(preview);
        }
        return new Targets(target, format, outputOptions.force() || goesOn, recipe);
    }

    private int run(DreamRun run, PreparedDream prepared, Targets targets, Interruption interruption)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        Optional<DreamState> from = Optional.empty();
        if (resume && Files.isRegularFile(targets.target())) {
            from = UnfinishedDream.read(targets.target(), prepared.recipe());
            if (from.isEmpty()) {
                err.println("this dream is complete; there is nothing to go on with");
                out.println(targets.target());
                return 0;
            }
            err.println("going on after %d of %d iterations"
                    .formatted(from.get().steps(prepared.recipe().spec().settings()), prepared.steps()));
        }
        Dream dream;
        try {
            dream = run.dream(from, prepared.steps(), Optional.ofNullable(preview), interruption);
        } catch (BrokenDreamException e) {
            save(run, e.dream(), prepared, targets);
            throw e;
        }
        save(run, dream, prepared, targets);
        err.println(dream.line());
        out.println(targets.target());
        return 0;
    }

    /** Writes a dream, and says how to go on with one that was ended early. */
    private void save(DreamRun run, Dream dream, PreparedDream prepared, Targets targets) throws IOException {
        AtomicFile.write(targets.target(), targets.replaces(), dream.file(targets.format()));
        if (targets.recipe().isPresent()) {
            AtomicFile.write(targets.recipe().get(), targets.replaces(), dream.recipeFile());
        }
        int done = dream.outcome().iterationsDone();
        if (done < prepared.steps()) {
            boolean canGoOn = targets.format() == PictureFormat.PNG && done > 0;
            spec.commandLine()
                    .getErr()
                    .println("%s; what there is has been saved; run the same command %s"
                            .formatted(
                                    run.interruptedText(dream),
                                    canGoOn
                                            ? "with --resume to go on, or with --force to begin again"
                                            : "with --force to dream it to the end"));
        }
    }
}
