package reverie.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.report.Interruption;
import reverie.kernels.Backend;
import reverie.weights.ModelFile;

/** What every command that dreams works with: a model, a backend, memory, and a way to be interrupted in good order. */
public final class StudioOptions {

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private MemoryOptions memoryOptions;

    /** Which model, for those who need no more. */
    public ModelOptions modelOptions() {
        return modelOptions;
    }

    /** Has the backend get ready; see {@link BackendOptions#rehearse()}. */
    public void rehearse() {
        backendOptions.rehearse();
    }

    /** Work for a studio. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @param interruption says when the user wants to end
         */
        void with(DreamStudio studio, Interruption interruption) throws IOException;
    }

    /**
     * Opens all of it, does the work, and closes it.
     *
     * @return the exit code
     */
    public int open(CommandSpec spec, Work work) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try (ModelFile file = modelOptions.open();
                Backend backend = backendOptions.open(err);
                var interruption = new Interruption()) {
            var studio =
                    new DreamStudio(file, backend, backendOptions.settings().exact(), memoryOptions.limit());
            modelOptions.tellDefault(err);
            return interruption.guard(spec.commandLine(), () -> {
                work.with(studio, interruption);
                return CommandLine.ExitCode.OK;
            });
        }
    }
}
