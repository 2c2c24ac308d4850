package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reverie.cli.dream.Dream;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.dream.PreparedDream;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.option.PhotoOptions;
import reverie.cli.option.StudioOptions;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.cli.picture.Resampling;
import reverie.cli.report.Interruption;
import reverie.cli.report.JobProgress;
import reverie.cli.report.Terminal;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.cli.sheet.ContactSheet;
import reverie.cli.sweep.Axis;
import reverie.cli.sweep.Grid;
import reverie.engine.image.Image;

/** Dreams with every combination of some settings. */
@Command(
        name = "sweep",
        description = {
            "Dream with every combination of some settings, and put all dreams on one labelled sheet.",
            "All options of 'reverie dream' that have a value may have several: 3b,4c or 1.2..1.8:4 (four from 1.2 to 1.8) or"
                    + " 1..5. The last one goes across, the others down."
        },
        mixinStandardHelpOptions = true,
        modelTransformer = SweepCommand.DreamOptionsAsText.class)
public final class SweepCommand implements Callable<Integer>, Computing {

    private static final int MOST_DREAMS = 1000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PhotoOptions photoOptions;

    @Option(
            names = "--cell",
            paramLabel = "PIXELS",
            defaultValue = "320",
            description = "The longer side of a dream on the sheet. Default: ${DEFAULT-VALUE}.")
    private int cell;

    @Mixin
    private StudioOptions studioOptions;

    @Mixin
    private OutputOptions outputOptions;

    @Override
    public Integer call() throws Exception {
        Grid grid = grid();
        if (cell < 16 || cell > 4096) {
            throw new UsageException("--cell must be from 16 to 4096, not " + cell);
        }
        Path target = outputOptions.fileOrBeside(photoOptions.name(), ".sweep.png");
        outputOptions.check(target);
        PictureFormat format = PictureFormat.of(target);
        ContactSheet.requireFonts();
        return studioOptions.open(spec, (studio, interruption) -> {
            PrintWriter err = spec.commandLine().getErr();
            Photo photo = photoOptions.read();
            int side = Math.min(
                    cell, Math.max(photo.image().height(), photo.image().width()));
            List<PreparedDream> dreams = prepare(studio, photo, grid);
            List<Image> pictures = dream(dreams, grid, interruption);
            if (pictures.size() < dreams.size()) {
                err.println("interrupted after %d of %d dreams; the others are left empty"
                        .formatted(pictures.size(), dreams.size()));
            }
            Image sheet = ContactSheet.table(title(studio, photo), grid.rowHeadings(), grid.columnHeadings(), side)
                    .draw((row, column) -> {
                        int index = row * grid.columns() + column;
                        return index < pictures.size() ? Optional.of(pictures.get(index)) : Optional.empty();
                    });
            outputOptions.write(
                    target,
                    out -> PictureWriter.write(sheet, format, Map.of("Software", "reverie " + Version.number()), out));
            spec.commandLine().getOut().println(target);
        });
    }

    /** Gives the command every option of a dream, each as a text that may be several values. */
    static final class DreamOptionsAsText implements IModelTransformer {

        @Override
        public CommandSpec transform(CommandSpec sweep) {
            CommandSpec.forAnnotatedObject(new DreamOptions()).options().forEach(option -> {
                boolean isFlag = option.arity().max() == 0;
                sweep.addOption(OptionSpec.builder(option.names())
                        .type(isFlag ? boolean.class : String.class)
                        .arity(isFlag ? "0" : "1")
                        .paramLabel(option.paramLabel())
                        .description(option.description())
                        .hidden(option.hidden())
                        .build());
            });
            return sweep;
        }
    }

    /** The options that were given, in the order in which they were. */
    private Grid grid() {
        List<Axis> axes = new ArrayList<>();
        List<String> others = new ArrayList<>();
        CommandSpec dream = CommandSpec.forAnnotatedObject(new DreamOptions());
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            if (dream.findOption(name) == null) {
                continue;
            }
            if (option.arity().max() == 0) {
                others.add(name);
                continue;
            }
            Axis axis = Axis.parse(name, option.getValue());
            if (axis.values().size() > 1) {
                axes.add(axis);
            } else {
                others.add(name + "=" + axis.values().getFirst());
            }
        }
        if (axes.isEmpty()) {
            throw new UsageException(
                    "no option has several values, as in --layer 3b,4c,5a or --octave-scale 1.2..1.8:4");
        }
        var grid = new Grid(axes, others);
        if ((long) grid.rows() * grid.columns() > MOST_DREAMS) {
            throw new UsageException(
                    "%d x %d dreams are more than %d".formatted(grid.columns(), grid.rows(), MOST_DREAMS));
        }
        return grid;
    }

    private List<PreparedDream> prepare(DreamStudio studio, Photo photo, Grid grid) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        List<PreparedDream> dreams = new ArrayList<>();
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                List<String> words = grid.arguments(row, column);
                var options = new DreamOptions();
                try {
                    new CommandLine(options)
                            .setCaseInsensitiveEnumValuesAllowed(true)
                            .parseArgs(words.toArray(String[]::new));
                } catch (ParameterException e) {
                    throw new UsageException(e.getMessage());
                }
                dreams.add(studio.prepare(
                        options.spec(studio.model(), err),
                        photo,
                        line -> err.println("%s: %s".formatted(String.join(" ", words), line)),
                        _ -> {}));
            }
        }
        return dreams;
    }

    /** The dreams, small, as many as there is patience for. */
    private List<Image> dream(List<PreparedDream> dreams, Grid grid, Interruption interruption) {
        List<Image> pictures = new ArrayList<>();
        try (var progress = new JobProgress(
                spec.commandLine().getErr(),
                Terminal.isThere(),
                "sweep",
                dreams.stream().map(PreparedDream::work).toList(),
                interruption::isRequested)) {
            for (int i = 0; i < dreams.size() && !interruption.isRequested(); i++) {
                String what = String.join(" ", grid.arguments(i / grid.columns(), i % grid.columns()));
                Dream dream = dreams.get(i).run(progress.listener(i, what), Optional.empty());
                if (dream.outcome().iterationsDone() == dreams.get(i).steps()) {
                    pictures.add(Resampling.shrinkToLongestSide(dream.picture(), cell));
                    progress.done(i, "%s  %s".formatted(what, dream.line()));
                }
            }
        }
        return pictures;
    }

    private static String title(DreamStudio studio, Photo photo) {
        return "%s, %s".formatted(photo.fileName(), studio.model().definition().name());
    }
}
