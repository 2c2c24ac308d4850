package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.option.VerbosityOptions;
import reverie.cli.picture.ExamplePhoto;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.cli.picture.ReadOptions;
import reverie.cli.report.DreamProgress;
import reverie.cli.report.Interruption;
import reverie.cli.report.MemoryReport;
import reverie.cli.report.Recipe;
import reverie.cli.report.Terminal;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DeepDream;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.Jitter;
import reverie.engine.dream.Octaves;
import reverie.engine.image.Image;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.objective.PowerObjective;
import reverie.kernels.Backend;
import reverie.weights.ModelFile;

/** Dreams on a photo. */
@Command(
        name = "dream",
        description = {
            "Dream on a photo.",
            "It is changed, step by step, so that a layer of a network sees more of what it sees."
        },
        mixinStandardHelpOptions = true)
public final class DreamCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PHOTO",
            arity = "0..1",
            description = "The photo: JPEG, PNG, WebP, GIF, BMP or TIFF. Without one, Reverie's own winter scene.")
    private Path photo;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Scale the photo down until its longer side has this many pixels.")
    private Integer size;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private DreamOptions dreamOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private VerbosityOptions verbosityOptions;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try (ModelFile file = modelOptions.open()) {
            Model model = file.model();
            DreamSettings settings = dreamOptions.settings(model);
            double power = dreamOptions.power(model);
            // For example sky.inception_4c-output.png.
            Path target = outputOptions.fileOrBeside(
                    photoName(), ".%s.png".formatted(settings.layer().replace('/', '-')));
            outputOptions.check(target);
            PictureFormat format = format(target);
            Image image = photo == null ? ExamplePhoto.read(readOptions()) : PhotoReader.read(photo, readOptions());
            Octaves.requireUsable(model.definition(), settings, image.height(), image.width());
            try (Backend backend = backendOptions.open(err);
                    var interruption = new Interruption()) {
                var memory = new MemoryReport(
                        model.definition(),
                        backend,
                        settings,
                        image.height(),
                        image.width(),
                        Runtime.getRuntime().maxMemory());
                verbosityOptions.tell(err, memory::line);
                memory.requireFits();
                modelOptions.tellDefault(err);
                err.println("%s, model %s, layer %s, %d x %d pixels, seed %d"
                        .formatted(
                                backend.description(),
                                model.definition().name(),
                                settings.layer(),
                                image.width(),
                                image.height(),
                                dreamOptions.seed()));
                try {
                    dream(file, backend, settings, power, image, target, format, interruption);
                } catch (IOException | RuntimeException e) {
                    // Told here, while a process that was interrupted still waits for us.
                    CommandLine command = spec.commandLine();
                    return command.getExecutionExceptionHandler().handleExecutionException(e, command, null);
                }
            }
        }
        return 0;
    }

    private void dream(
            ModelFile file,
            Backend backend,
            DreamSettings settings,
            double power,
            Image image,
            Path target,
            PictureFormat format,
            Interruption interruption)
            throws IOException {
        Model model = file.model();
        PrintWriter err = spec.commandLine().getErr();
        var sizes = Octaves.sizes(image.height(), image.width(), settings.octaves(), settings.octaveScale());
        var progress =
                new DreamProgress(err, Terminal.isThere(), sizes, settings.iterations(), interruption::isRequested);
        var dreamer = new DeepDream(
                new Network(model.definition(), model.weights(), backend),
                model.dreamPreprocessing(),
                PowerObjective.of(power),
                settings,
                Jitter.random(dreamOptions.seed(), settings.jitter()),
                progress);
        Image dream;
        try (progress) {
            dream = dreamer.dream(image);
        }
        // Both at the end, when the compiler has done its work.
        double before = dreamer.objectiveOf(image);
        double after = dreamer.objectiveOf(dream);
        Map<String, String> texts = new Recipe(
                        photoName().getFileName().toString(),
                        image.width(),
                        image.height(),
                        model.definition().name(),
                        file.sha256(),
                        settings,
                        power,
                        dreamOptions.seed(),
                        backend.name(),
                        progress.iterationsDone(),
                        before,
                        after)
                .texts();
        outputOptions.write(target, out -> PictureWriter.write(dream, format, texts, out));
        if (progress.idleIterations() > 0) {
            err.println("warning: %d of %d steps were left out: nothing at %s responds to this picture"
                    .formatted(progress.idleIterations(), progress.iterationsDone(), settings.layer()));
        }
        int wanted = settings.octaves() * settings.iterations();
        if (progress.iterationsDone() < wanted) {
            err.println(
                    "interrupted after %d of %d iterations; what there is has been saved; run the same command with --force to dream it to the end"
                            .formatted(progress.iterationsDone(), wanted));
        }
        err.println(String.format(Locale.ROOT, "objective %.4g -> %.4g", before, after)
                + (before > 0 ? String.format(Locale.ROOT, " (%.1f-fold)", after / before) : ""));
        spec.commandLine().getOut().println(target);
    }

    private Path photoName() {
        return photo == null ? ExamplePhoto.NAME : photo;
    }

    private ReadOptions readOptions() {
        if (size == null) {
            return ReadOptions.DEFAULT;
        }
        if (size < 1) {
            throw new UsageException("--size must be at least 1, not " + size);
        }
        return ReadOptions.DEFAULT.withLongestSide(size);
    }

    /** What a device or pipe is to hold cannot be seen from its name. */
    private static PictureFormat format(Path target) throws IOException {
        boolean file = !Files.exists(target) || Files.isRegularFile(target);
        return file ? PictureFormat.of(target) : PictureFormat.PNG;
    }
}
