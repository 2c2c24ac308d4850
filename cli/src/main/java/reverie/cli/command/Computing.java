package reverie.cli.command;

import java.util.Optional;
import reverie.kernels.BackendProvider;
import reverie.kernels.Backends;

/** A command that computes so much that its backend gets ready while the command line is still being read. */
public interface Computing {

    /**
     * Has the backend get ready that a command line names, or the one that is tried first, if the command is one that
     * computes much. Looks at the words as they are: a line that picocli would understand otherwise costs time, no more.
     *
     * @param command its class
     */
    static void prepare(Class<?> command, String... arguments) {
        if (!Computing.class.isAssignableFrom(command)) {
            return;
        }
        Optional<String> named = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--backend=")) {
                named = Optional.of(arguments[i].substring("--backend=".length()));
            } else if (arguments[i].equals("--backend") && i + 1 < arguments.length) {
                named = Optional.of(arguments[i + 1]);
            }
        }
        String name = named.orElse(Backends.all().getFirst().name());
        Backends.all().stream().filter(provider -> provider.name().equals(name)).forEach(BackendProvider::rehearse);
    }
}
