package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.report.Interruption;
import reverie.cli.report.Terminal;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.cli.train.MotifExamples;
import reverie.cli.train.TrainingProgress;
import reverie.cli.train.TrainingReport;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.SmallInception;
import reverie.engine.training.ChannelBalance;
import reverie.engine.training.Confusion;
import reverie.engine.training.Parameters;
import reverie.engine.training.Trainer;
import reverie.engine.training.TrainingSettings;
import reverie.engine.training.TrainingState;
import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendSettings;
import reverie.weights.Checkpoint;
import reverie.weights.ModelFile;
import reverie.weights.ModelMetadata;

/** Trains the bundled model. */
@Command(
        name = "train",
        description = {
            "Train a small inception network on pictures that the program draws itself.",
            "This is how the bundled model was made. The same seed gives the same weights, on any number of threads. Training"
                    + " that was interrupted goes on where it was when the same command is given again."
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

    /** How to dream with it: by looking at many dreams. */
    private static final Map<String, String> DREAM = Map.of(
            ModelMetadata.DREAM_LAYER, "inception_4c/output",
            ModelMetadata.DREAM_ITERATIONS, "14",
            ModelMetadata.DREAM_POWER, "1.5",
            ModelMetadata.DREAM_BLUR, "0.7");

    /** Steps over which the rate grows: the answers are random at first, and long steps by them would kill ReLUs. */
    private static final int WARM_UP = 200;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the first weights and all pictures. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "6000",
            description = "How often the weights change. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Pictures per step, a multiple of 16. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.002",
            description = "Greatest step length of the optimiser. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "0.02",
            description = "How strongly weights are drawn to zero. Default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(
            names = "--held-out",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Pictures of each class, never trained on, to judge the network by. Default: ${DEFAULT-VALUE}.")
    private int heldOut;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How much work a killed training loses at most. Default: ${DEFAULT-VALUE}.")
    private int checkpointSeconds;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write how well each class is told, what is mistaken for what, and the curve of the training: a"
                            + " Markdown file, and an SVG picture beside it.")
    private Path report;

    @Mixin
    private OutputOptions output;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = output.file().orElseThrow(() -> new UsageException("name the model file to write with --output"));
        output.check(target);
        if (report != null) {
            OutputOptions.check(report, output.force());
            OutputOptions.check(TrainingReport.curveBeside(report), output.force());
        }
        PrintWriter err = spec.commandLine().getErr();
        TrainingSettings settings = settings();
        NetworkDefinition definition =
                SmallInception.definition(MotifExamples.labels().size());
        var state = new TrainingState(Parameters.initial(definition, seed));
        Path checkpoint = target.resolveSibling(target.getFileName() + ".checkpoint");
        BackendProvider backend = backendOptions.choose(err);
        BackendSettings threads = backendOptions.settings();
        Map<String, String> training = written(settings, backend, threads);
        if (Files.exists(checkpoint)) {
            Checkpoint.read(checkpoint, training, state);
            err.printf("going on at step %d, from %s%n", state.step(), checkpoint);
        }
        err.printf(
                "%d classes, %d parameters, %d steps of %d pictures, seed %d, %d threads%n",
                MotifExamples.labels().size(),
                state.parameters().count(),
                settings.steps(),
                settings.batch(),
                seed,
                threads.threads());
        try (var trainer = new Trainer(
                definition,
                SmallInception.LOGITS,
                state,
                settings,
                MotifExamples.training(seed),
                threads.threads(),
                () -> backend.open(threads.withThreads(1)))) {
            if (!train(trainer, settings, state, checkpoint, training, err)) {
                err.println("interrupted; the same command goes on at step " + state.step());
                return 1;
            }
            Confusion confusion = trainer.evaluate(
                    MotifExamples.heldOut(seed),
                    heldOut * MotifExamples.labels().size(),
                    MotifExamples.labels().size());
            err.printf(
                    Locale.ROOT,
                    "%.1f %% of %d held-out pictures told right%n",
                    100 * confusion.accuracy(),
                    confusion.total());
            Parameters balanced = balanced(definition, state, backend.open(threads));
            ModelFile.write(target, output.force(), model(definition, balanced, confusion));
            if (report != null) {
                TrainingReport.write(report, MotifExamples.labels(), settings, state.history(), confusion);
            }
        }
        Files.deleteIfExists(checkpoint);
        spec.commandLine().getOut().println(target);
        return 0;
    }

    private TrainingSettings settings() {
        if (heldOut < 1 || checkpointSeconds < 0) {
            throw new UsageException("--held-out must be at least 1, and --checkpoint-every at least 0");
        }
        try {
            return new TrainingSettings(seed, steps, batch, learningRate, Math.min(WARM_UP, steps / 10), weightDecay);
        } catch (IllegalArgumentException e) {
            throw new UsageException("cannot train like this: " + e.getMessage());
        }
    }

    /** What must be the same for training to go on. */
    private static Map<String, String> written(
            TrainingSettings settings, BackendProvider backend, BackendSettings backendSettings) {
        SequencedMap<String, String> text = new LinkedHashMap<>();
        text.put("classes", String.join(", ", MotifExamples.labels()));
        text.put("seed", Long.toString(settings.seed()));
        text.put("steps", Integer.toString(settings.steps()));
        text.put("batch", Integer.toString(settings.batch()));
        text.put("learning_rate", Double.toString(settings.learningRate()));
        text.put("backend", backend.name());
        text.put("exact", Boolean.toString(backendSettings.exact()));
        text.put("weight_decay", Double.toString(settings.weightDecay()));
        return text;
    }

    /** Returns whether it came to the end. */
    private boolean train(
            Trainer trainer,
            TrainingSettings settings,
            TrainingState state,
            Path checkpoint,
            Map<String, String> training,
            PrintWriter err)
            throws IOException, InterruptedException {
        try (var interruption = new Interruption();
                var progress = new TrainingProgress(err, Terminal.isThere(), settings, state.step())) {
            long saved = System.nanoTime();
            while (state.step() < settings.steps() && !interruption.isRequested()) {
                progress.stepDone(trainer.step());
                if (System.nanoTime() - saved
                        > Duration.ofSeconds(checkpointSeconds).toNanos()) {
                    Checkpoint.write(checkpoint, training, state);
                    saved = System.nanoTime();
                }
            }
            Checkpoint.write(checkpoint, training, state);
            return state.step() == settings.steps();
        }
    }

    /** So that a dream does not follow a few loud channels. */
    private Parameters balanced(NetworkDefinition definition, TrainingState state, Backend backend) {
        try (backend) {
            int pictures = 10 * MotifExamples.labels().size();
            var loudness = ChannelBalance.loudness(
                    definition, state.parameters(), MotifExamples.training(seed), pictures, backend);
            return ChannelBalance.balanced(definition, state.parameters(), loudness);
        }
    }

    private Model model(NetworkDefinition definition, Parameters balanced, Confusion confusion) {
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        metadata.put(ModelMetadata.NAME, "Reverie's bundled model");
        metadata.put(ModelMetadata.LICENCE, "Apache-2.0");
        metadata.putAll(DREAM);
        metadata.put("trained_by", "reverie " + Version.number());
        metadata.put("training_seed", Long.toString(seed));
        metadata.put("training_steps", Integer.toString(steps));
        metadata.put("training_batch", Integer.toString(batch));
        metadata.put("held_out_accuracy", String.format(Locale.ROOT, "%.4f", confusion.accuracy()));
        metadata.put("held_out_pictures", Integer.toString(confusion.total()));
        return new Model(
                definition,
                balanced.foldingInputScale(SmallInception.FIRST_LAYER, MotifExamples.INPUT_SCALE),
                MotifExamples.PREPROCESSING,
                MotifExamples.PREPROCESSING,
                MotifExamples.labels(),
                metadata);
    }
}
