package reverie.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import reverie.cli.dream.Preset;

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
            out.println("%-18s %s".formatted(preset.label(), preset.description()));
            out.println("%-18s %s".formatted("", preset.optionsLine()));
        }
    }
}
