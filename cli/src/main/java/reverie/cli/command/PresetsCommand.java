package reverie.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import reverie.cli.dream.Preset;
import reverie.engine.dream.DreamSettings;

/** Lists the presets. */
@Command(
        name = "presets",
        description = {
            "List the presets, which dream as other tools do, with their settings.",
            "'reverie dream PHOTO --preset NAME' takes one; options that are given beside it go before."
        },
        mixinStandardHelpOptions = true)
public final class PresetsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (Preset preset : Preset.values()) {
            DreamSettings settings = preset.settings();
            out.println("%-18s %s".formatted(preset.label(), preset.description()));
            out.println(String.format(
                    Locale.ROOT,
                    "%-18s --layer %s --octaves %d --octave-scale %.4g --iterations %d --step %.4g --step-norm %s --blur %s --jitter %d",
                    "",
                    preset.layers(),
                    settings.octaves(),
                    settings.octaveScale(),
                    settings.iterations(),
                    settings.ascent().stepSize(),
                    settings.ascent().stepNorm(),
                    settings.ascent().blur(),
                    settings.jitter()));
        }
    }
}
