package reverie.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.weights.AtomicFile;

/** Where a result goes. */
public final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write the result.")
    private Path output;

    @Option(names = "--force", description = "Overwrite a file that is there already.")
    private boolean force;

    /** The file that was named, if one was. */
    public Optional<Path> file() {
        return Optional.ofNullable(output);
    }

    /**
     * The file that was named, or else one beside the source: its name with another ending.
     *
     * @param ending for example {@code .trace.safetensors}
     */
    public Path fileOrBeside(Path source, String ending) {
        return orBeside(output, source, ending);
    }

    /** What was named, or else something beside the source: its name with another ending. */
    static Path orBeside(Path output, Path source, String ending) {
        if (output != null) {
            return output;
        }
        Path name = source.getFileName();
        if (name == null) {
            throw new UsageException("%s is not the name of a file".formatted(source));
        }
        return source.resolveSibling(name.toString().replaceFirst("(?<=.)\\.[^.]*$", "") + ending);
    }

    /** Refuses what could not be written anyway, before hours are spent on it. */
    public void check(Path target) throws IOException {
        check(target, force);
    }

    /** The same for a file that has an option of its own. */
    public static void check(Path target, boolean force) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target)) {
            throw new UsageException("%s is a folder; name a file in it".formatted(target));
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException("the folder %s of the output does not exist".formatted(folder));
        }
        if (Files.isRegularFile(target) && !force) {
            throw new UsageException("%s is there already; --force overwrites it".formatted(target));
        }
        AtomicFile.requireWritable(target, force);
    }

    /** Writes the file whole or not at all. */
    public void write(Path target, AtomicFile.Body body) throws IOException {
        AtomicFile.write(target, force, body);
    }

    public boolean force() {
        return force;
    }
}
