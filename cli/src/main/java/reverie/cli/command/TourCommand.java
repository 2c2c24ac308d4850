package reverie.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.FolderOptions;
import reverie.cli.option.MemoryOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.PhotoOptions;
import reverie.cli.report.Interruption;
import reverie.cli.report.JobProgress;
import reverie.cli.report.Terminal;
import reverie.cli.report.UsageException;
import reverie.cli.tour.Tour;
import reverie.kernels.Backend;
import reverie.weights.ModelFile;

/** Dreams at one layer after another. */
@Command(
        name = "tour",
        description = {
            "Dream on a photo at one layer after another.",
            "The folder holds a picture for each layer, numbered in network order, and index.html, a page to step through them"
                    + " that needs nothing else. Killed and started again, a tour goes on where it was."
        },
        mixinStandardHelpOptions = true)
public final class TourCommand implements Callable<Integer>, Computing {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PhotoOptions photoOptions;

    @Option(
            names = "--layers",
            paramLabel = "LAYERS",
            defaultValue = "main",
            description = {
                "Which layers: main, those around and between modules; all; or names and patterns with commas, such as"
                        + " conv*,inception_4?/output. Default: ${DEFAULT-VALUE}.",
                "What this photo is too small for is left out, with a line that says so."
            })
    private String layers;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private DreamOptions dreamOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private MemoryOptions memoryOptions;

    @Mixin
    private FolderOptions folderOptions;

    @Override
    public Integer call() throws Exception {
        if (dreamOptions.hasObjective()) {
            throw new UsageException("a tour dreams at each layer by itself; --layers says at which");
        }
        PrintWriter err = spec.commandLine().getErr();
        Path folder = folderOptions.folderOrBeside(photoOptions.name(), ".tour");
        FolderOptions.requireUsable(folder);
        try (ModelFile file = modelOptions.open()) {
            DreamSpec asked = dreamOptions.spec(file.model(), err);
            Photo read = photoOptions.read();
            try (Backend backend = backendOptions.open(err);
                    var interruption = new Interruption()) {
                var studio =
                        new DreamStudio(file, backend, backendOptions.settings().exact(), memoryOptions.limit());
                var tour = new Tour(studio, asked, read, folder, folderOptions.force(), layers);
                modelOptions.tellDefault(err);
                err.println("%s, model %s, %d x %d pixels, seed %d"
                        .formatted(
                                backend.description(),
                                file.model().definition().name(),
                                read.image().width(),
                                read.image().height(),
                                asked.seed()));
                return interruption.guard(
                        spec.commandLine(),
                        () -> report(tour.run(
                                err::println, works -> progress(works, interruption), interruption::isRequested)));
            }
        }
    }

    private int report(Tour.Result result) {
        if (result.dreamt() < result.planned()) {
            String remedy =
                    "; the same command%s goes on".formatted(folderOptions.force() ? " without --force" : " again");
            boolean wasEnded = result.dreamt() + result.failed() < result.planned();
            spec.commandLine()
                    .getErr()
                    .println("%d of %d layers are dreamt%s"
                            .formatted(result.dreamt(), result.planned(), wasEnded ? remedy : ""));
        }
        result.page().ifPresent(page -> spec.commandLine().getOut().println(page));
        return result.failed() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private JobProgress progress(List<JobProgress.Work> works, Interruption interruption) {
        return new JobProgress(
                spec.commandLine().getErr(), Terminal.isThere(), "tour", works, interruption::isRequested);
    }
}
