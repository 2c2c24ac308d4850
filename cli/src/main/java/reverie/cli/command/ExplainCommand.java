package reverie.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.dream.Photo;
import reverie.cli.explain.ExplainReport;
import reverie.cli.explain.Explainer;
import reverie.cli.explain.Place;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.option.PhotoOptions;
import reverie.cli.option.StudioOptions;
import reverie.cli.report.CommandText;
import reverie.cli.report.JobProgress;
import reverie.cli.report.Terminal;

/** Takes a network apart for one photo. */
@Command(
        name = "explain",
        description = {
            "Show what happens inside a network that looks at a photo, on one page for lessons.",
            "Layer by layer what goes up and what comes back; whether the gradient is right, by finite differences; what in the"
                    + " photo speaks for a class; and the way from plain gradient ascent to a dream.",
            "--layer says up to where, --class which class to look for, all other options of 'reverie dream' what the last dream"
                    + " is like. Without --size the photo is scaled down to " + ExplainCommand.USUAL_SIDE + " pixels."
        },
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer>, Computing {

    static final int USUAL_SIDE = 256;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PhotoOptions photoOptions;

    @Option(
            names = "--pixel",
            paramLabel = "X,Y",
            converter = Place.Converter.class,
            description = {
                "A pixel whose derivative is checked; may be given several times. Counted from the upper left corner of the photo as"
                        + " it is looked at, see --size.",
                "Default: the one that counts most, and the one in the middle."
            })
    private List<Place> pixels;

    @Mixin
    private DreamOptions dreamOptions;

    @Mixin
    private StudioOptions studioOptions;

    @Mixin
    private OutputOptions outputOptions;

    @Override
    public Integer call() throws Exception {
        Path target = outputOptions.fileOrBeside(photoOptions.name(), ".explain.html");
        outputOptions.check(target);
        return studioOptions.open(spec, (studio, interruption) -> {
            PrintWriter err = spec.commandLine().getErr();
            PrintWriter out = spec.commandLine().getOut();
            Photo photo = photoOptions.readAtMost(USUAL_SIDE);
            var explainer = new Explainer(
                    studio,
                    photo,
                    dreamOptions.spec(studio.model(), err),
                    pixels == null ? List.of() : pixels,
                    err::println);
            var report = new ExplainReport(
                    explainer.explain(
                            works -> new JobProgress(
                                    err, Terminal.isThere(), "explain", works, interruption::isRequested),
                            interruption::isRequested),
                    studio.labels());
            report.page(CommandText.of(spec)).write(target, outputOptions.force());
            report.lines().forEach(out::println);
            out.println(target);
        });
    }
}
