package reverie.cli.film;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs ffmpeg and ffprobe of this machine. They are given lists of arguments, never a line for a shell, and files by
 * their absolute names behind {@code file:}, so that spaces, quotes, leading dashes and colons in names mean nothing to them.
 *
 * @param ffmpeg reads and writes films
 * @param ffprobe describes them
 */
record Ffmpeg(Path ffmpeg, Path ffprobe) {

    /** Finds the programs where the system looks for programs. */
    static Optional<Ffmpeg> find() {
        return find(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    /** Finds the programs in a list of folders of the form that the variable PATH has. */
    static Optional<Ffmpeg> find(String folders) {
        return program(folders, "ffmpeg")
                .flatMap(ffmpeg -> program(folders, "ffprobe").map(ffprobe -> new Ffmpeg(ffmpeg, ffprobe)));
    }

    /**
     * Finds the programs or says how to do without.
     *
     * @param purpose the film or ending that needs them, for the message
     */
    static Ffmpeg require(String purpose) throws FilmException {
        return find().orElseThrow(() -> missing(purpose));
    }

    static FilmException missing(String purpose) {
        return new FilmException(
                "%s needs ffmpeg with ffprobe, and neither is found together on the PATH; install it, or use .png or .gif for a film, and a folder of frames in place of one"
                        .formatted(purpose));
    }

    private static Optional<Path> program(String folders, String name) {
        for (String folder : folders.split(File.pathSeparator, -1)) {
            for (String ending : List.of("", ".exe")) {
                try {
                    Path program = Path.of(folder, name + ending);
                    if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                        return Optional.of(program);
                    }
                } catch (InvalidPathException _) {
                    // A folder that cannot exist has no programs.
                }
            }
        }
        return Optional.empty();
    }

    /** A file as the programs know it, whatever is in its name. */
    static String url(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    /** Starts ffmpeg in a folder. */
    ExternalProgram startFfmpeg(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString(), "-hide_banner", "-loglevel", "error", "-y"));
        command.addAll(arguments);
        return ExternalProgram.start(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /** Starts ffprobe. */
    ExternalProgram startFfprobe(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ffprobe.toString(), "-loglevel", "error"));
        command.addAll(arguments);
        return ExternalProgram.start(new ProcessBuilder(command));
    }
}
