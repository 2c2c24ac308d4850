package reverie.weights.fetch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the system wants programs to keep what can be had again. */
public final class CacheFolder {

    /** Names another folder; a system property of the same meaning comes before it. */
    static final String VARIABLE = "REVERIE_CACHE";

    static final String PROPERTY = "reverie.cache";

    private static final String OWN = "reverie";

    private CacheFolder() {}

    /** The folder for this user on this machine; it may not exist yet. */
    public static Path ofSystem() {
        String property = System.getProperty(PROPERTY);
        return property != null
                ? Path.of(property)
                : of(System::getenv, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * The same for any machine.
     *
     * @param environment gives the value of a variable, or null
     * @param system its name, as Java says it
     * @param home the user's folder
     */
    static Path of(UnaryOperator<String> environment, String system, Path home) {
        Optional<Path> chosen = folder(environment.apply(VARIABLE));
        if (chosen.isPresent()) {
            return chosen.get();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment.apply("LOCALAPPDATA"))
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve(OWN)
                    .resolve("cache");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(OWN);
        }
        // The XDG specification wants relative paths ignored.
        return folder(environment.apply("XDG_CACHE_HOME"))
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".cache"))
                .resolve(OWN);
    }

    private static Optional<Path> folder(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty()).map(Path::of);
    }
}
