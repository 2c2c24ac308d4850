package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.LayerTerm;
import reverie.cli.dream.Photo;
import reverie.cli.dream.PreparedDream;
import reverie.cli.excitation.Excitation;
import reverie.cli.excitation.Excitations;
import reverie.cli.option.OutputOptions;
import reverie.cli.option.StudioOptions;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.cli.report.Interruption;
import reverie.cli.report.JobProgress;
import reverie.cli.report.Terminal;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.cli.sheet.ContactSheet;
import reverie.cli.tour.TourLayers;
import reverie.engine.image.Image;

/**
 * Says which layers and channels a photo excites, and shows small dreams of them.
 *
 * @param top how many layers to dream at
 */
record LayerAdvice(CommandSpec spec, StudioOptions studioOptions, OutputOptions outputOptions, Path photo, int top) {

    /** Longest side of the small dreams; enough for every layer of the networks that people have. */
    private static final int SIDE = 256;

    /** Dreams in a row: the layer, and its most excited channels. */
    private static final int CHANNELS = 3;

    private static final int CELL = 224;

    /** Says it, and writes the sheet. Returns the exit code. */
    int give() throws Exception {
        if (top < 1) {
            throw new UsageException("--top must be at least 1, not " + top);
        }
        Path target = outputOptions.fileOrBeside(photo, ".layers.png");
        outputOptions.check(target);
        PictureFormat format = PictureFormat.of(target);
        ContactSheet.requireFonts();
        studioOptions.rehearse();
        return studioOptions.open(spec, (studio, interruption) -> {
            Photo read = Photo.read(Optional.of(photo), OptionalInt.of(SIDE));
            List<String> layers = TourLayers.of(studio.model().definition(), "main");
            List<Excitation> excitations = new Excitations(studio, layers).of(read.image(), CHANNELS);
            print(excitations);
            Image sheet = sheet(studio, read, excitations.subList(0, Math.min(top, excitations.size())), interruption);
            outputOptions.write(
                    target,
                    out -> PictureWriter.write(sheet, format, Map.of("Software", "reverie " + Version.number()), out));
            spec.commandLine().getOut().println(target);
        });
    }

    private void print(List<Excitation> excitations) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("%-24s  %8s  %8s  %s"
                .formatted("layer", "special", "loud", "most excited channels (share of the layer)"));
        for (Excitation excitation : excitations) {
            String channels = excitation.channels().stream()
                    .map(channel -> String.format(
                            Locale.ROOT,
                            ":%d %.1f x (%.1f %%)",
                            channel.number(),
                            channel.times(),
                            100 * channel.share()))
                    .collect(Collectors.joining(", "));
            out.println(String.format(
                    Locale.ROOT,
                    "%-24s  %4.1f bit  %6.2f x  %s",
                    excitation.layer(),
                    excitation.bits(),
                    excitation.times(),
                    channels));
        }
    }

    private Image sheet(DreamStudio studio, Photo read, List<Excitation> excitations, Interruption interruption)
            throws IOException {
        List<String> captions = new ArrayList<>();
        List<PreparedDream> dreams = new ArrayList<>();
        DreamSpec defaults = DreamSpec.defaults(studio.model());
        for (Excitation excitation : excitations) {
            List<String> terms = new ArrayList<>(List.of(excitation.layer()));
            excitation.channels().forEach(channel -> terms.add(excitation.layer() + ":" + channel.number()));
            for (int i = 0; i <= CHANNELS; i++) {
                // A layer with fewer loud channels has them again: a row must not end early.
                String term = terms.get(Math.min(i, terms.size() - 1));
                captions.add(term);
                dreams.add(studio.prepare(
                        defaults.withObjective(LayerTerm.parseAll(term), List.of()), read, _ -> {}, _ -> {}));
            }
        }
        List<Image> pictures = new ArrayList<>();
        try (var progress = new JobProgress(
                spec.commandLine().getErr(),
                Terminal.isThere(),
                "layers",
                dreams.stream().map(PreparedDream::work).toList(),
                interruption::isRequested)) {
            for (int i = 0; i < dreams.size() && !interruption.isRequested(); i++) {
                pictures.add(dreams.get(i)
                        .run(progress.listener(i, captions.get(i)), Optional.empty())
                        .picture());
                progress.done(i, captions.get(i));
            }
        }
        return ContactSheet.grid(
                        "%s, %s"
                                .formatted(
                                        read.fileName(),
                                        studio.model().definition().name()),
                        captions,
                        CHANNELS + 1,
                        CELL)
                .draw((row, column) -> {
                    int index = row * (CHANNELS + 1) + column;
                    return index < pictures.size() ? Optional.of(pictures.get(index)) : Optional.empty();
                });
    }
}
