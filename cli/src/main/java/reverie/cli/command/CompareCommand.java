package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.change.Change;
import reverie.cli.change.ChangeParser;
import reverie.cli.compare.Comparison;
import reverie.cli.compare.ComparisonFolder;
import reverie.cli.compare.ComparisonReport;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.FolderOptions;
import reverie.cli.option.PhotoOptions;
import reverie.cli.option.StudioOptions;
import reverie.cli.report.CommandText;
import reverie.cli.report.Interruption;
import reverie.cli.report.JobProgress;
import reverie.cli.report.Terminal;
import reverie.cli.report.UsageException;
import reverie.cli.tour.TourLayers;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;

/** Changes a photo a little, and says how much its dream changes. */
@Command(
        name = "compare",
        description = {
            "Change a photo a little in several ways, and see how much its dream changes.",
            "The folder holds index.html, a report in plain words with tables, curves and pictures; compare.csv, growth.csv"
                    + " and compare.json; and all photos and dreams as PNG files. That the same dream again is the same file, and"
                    + " what the least change that a float can hold does, is always part of it.",
            "Since there are many dreams, photos are scaled down to 320 pixels, unless --size says otherwise; places and"
                    + " shifts are in pixels of that."
        },
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer>, Computing {

    private static final List<String> USUAL =
            List.of("seeds=3", "pixel", "noise=2", "jpeg=95", "brightness=4", "swap=rb", "mirror", "shift=8");

    /** There are many dreams. */
    private static final int USUAL_SIZE = 320;

    private static final int MOST_LAYERS = 6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PhotoOptions photoOptions;

    @Option(
            names = "--change",
            paramLabel = "CHANGES",
            description = {
                "What to change, with commas; may be given several times. Strengths may be several (noise=1,4), or a range: in"
                        + " noise=1..16 each is twice as far from no change as the one before, in jpeg=95..20 too (95, 90, 80, 60,"
                        + " 20); noise=1..16:3 has three, each so many times the one before.",
                "seeds=N: nothing, but N seeds. pixel[=LEVELS]: the pixel in the middle alone, by 1. noise=SIGMA: normal noise."
                        + " jpeg=QUALITY: saved as JPEG and read again. blur=SIGMA. brightness=LEVELS: added. contrast=FACTOR:"
                        + " away from mid-grey. gamma=GAMMA: above 1 lightens.",
                "swap=rb: red and blue change places. mirror: left and right. shift=PIXELS: to the right, or left if negative;"
                        + " what leaves at one edge comes in at the other. clone=X,Y,WIDTH,HEIGHT-X2,Y2: copies a rectangle to"
                        + " another place.",
                "Default: seeds=3,pixel,noise=2,jpeg=95,brightness=4,swap=rb,mirror,shift=8."
            })
    private List<String> changes;

    @Option(
            names = "--look",
            paramLabel = "LAYERS",
            description =
                    "At which layers to compare what the network sees: main, all, or names and patterns with commas."
                            + " Default: six of the main ones, and those that are dreamt at.")
    private String look;

    @Mixin
    private DreamOptions dreamOptions;

    @Mixin
    private StudioOptions studioOptions;

    @Mixin
    private FolderOptions folderOptions;

    @Override
    public Integer call() throws Exception {
        List<Change> wanted = ChangeParser.parse(changes == null ? USUAL : changes);
        Path path = folderOptions.folderOrBeside(photoOptions.name(), ".compare");
        FolderOptions.requireUsable(path);
        var folder = new ComparisonFolder(path, folderOptions.force());
        return studioOptions.open(spec, (studio, interruption) -> {
            PrintWriter err = spec.commandLine().getErr();
            DreamSpec asked = dreamOptions.spec(studio.model(), err);
            Photo photo = photoOptions.readAtMost(USUAL_SIZE);
            var comparison =
                    new Comparison(studio, asked, photo, wanted, layers(studio, asked, photo), folder, err::println);
            err.println("%d dreams of %d x %d pixels, %s, model %s"
                    .formatted(
                            comparison.dreams(),
                            photo.image().width(),
                            photo.image().height(),
                            studio.backend().description(),
                            studio.model().definition().name()));
            run(comparison, interruption);
        });
    }

    private void run(Comparison comparison, Interruption interruption) throws IOException {
        Optional<ComparisonReport> report;
        try (var progress = new JobProgress(
                spec.commandLine().getErr(),
                Terminal.isThere(),
                "compare",
                comparison.works(),
                interruption::isRequested)) {
            report = comparison.run(progress);
        }
        PrintWriter err = spec.commandLine().getErr();
        if (report.isEmpty()) {
            err.println("interrupted before two dreams were done: there is nothing to compare");
            return;
        }
        if (report.get().compared() < report.get().planned()) {
            err.println("interrupted after %d of %d changes; the report has those"
                    .formatted(report.get().compared(), report.get().planned()));
        }
        Path page = report.get().write(CommandText.of(spec));
        PrintWriter out = spec.commandLine().getOut();
        report.get().lines().forEach(out::println);
        out.println(page);
    }

    /** At which layers to look: those that can run on the photo. */
    private List<String> layers(DreamStudio studio, DreamSpec asked, Photo photo) {
        NetworkDefinition definition = studio.model().definition();
        var shapes = new NetworkShapes(
                definition, photo.image().height(), photo.image().width());
        List<String> usable = TourLayers.of(definition, look == null ? "main" : look).stream()
                .filter(layer -> shapes.find(layer).isPresent())
                .toList();
        if (usable.isEmpty()) {
            throw new UsageException("--look %s: no such layer can run on a photo of %d x %d pixels"
                    .formatted(look, photo.image().width(), photo.image().height()));
        }
        if (look != null) {
            return usable;
        }
        List<String> dreamt = studio.layers(asked);
        List<String> some = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_LAYERS, usable.size()); i++) {
            some.add(usable.get(i * (usable.size() - 1) / Math.max(1, Math.min(MOST_LAYERS, usable.size()) - 1)));
        }
        return definition.nodes().stream()
                .map(NetworkDefinition.Node::name)
                .filter(name -> some.contains(name) || dreamt.contains(name))
                .filter(name -> shapes.find(name).isPresent())
                .toList();
    }
}
