package reverie.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;

/** Where several results go. */
public final class FolderOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where to write everything; need not exist. Default: beside the photo.")
    private Path output;

    @Option(names = "--force", description = "Make again, and overwrite, what is there already.")
    private boolean force;

    /** The folder that was named, or else one beside the source: its name with another ending. */
    public Path folderOrBeside(Path source, String ending) {
        return OutputOptions.orBeside(output, source, ending);
    }

    /** Refuses what could not be written anyway, before hours are spent on it. */
    public static void requireUsable(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("%s is a file, and must be a folder".formatted(folder));
        }
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new UsageException("%s cannot be written: no file can be created in %s".formatted(folder, there));
        }
    }

    public boolean force() {
        return force;
    }
}
