package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which module may know which, read from the sources: dependencies point one way. */
class ArchitectureTest {

    /** What each module may use of the others. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "kernels", Set.of("kernels"),
            "engine", Set.of("kernels", "engine"),
            "weights", Set.of("kernels", "engine", "weights"),
            "motifs", Set.of("motifs"),
            "cli", Set.of("kernels", "engine", "weights", "motifs", "cli"),
            "bench", Set.of("kernels", "engine", "weights", "motifs", "cli", "bench"),
            "lessons", Set.of("lessons"));

    /** Names of our packages, in imports and written out; the first group is the module. */
    private static final Pattern OURS =
            Pattern.compile("\\breverie\\.(kernels|engine|weights|motifs|cli|bench|lessons)\\.");

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    /** A class, its place below the module's sources, and its text without comments. */
    private record Source(String module, Path file, String code) {

        boolean isIn(String folder) {
            return file.startsWith(Path.of(folder));
        }

        @Override
        public String toString() {
            return module + ": " + file;
        }
    }

    static Set<String> modules() {
        return MAY_USE.keySet();
    }

    private static List<Source> sources(String module) {
        Path root = SmallModel.root().resolve(module).resolve("src/main/java");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new Source(module, root.relativize(file), code(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(Path file) {
        try {
            return COMMENT.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Source> allSources() {
        return modules().stream().flatMap(module -> sources(module).stream()).toList();
    }

    /** The classes that mention something though they must not. */
    private static void assertOnly(String text, Predicate<Source> allowed) {
        assertEquals(
                List.of(),
                allSources().stream()
                        .filter(source -> source.code().contains(text) && !allowed.test(source))
                        .toList(),
                text);
    }

    @Test
    void the_sources_are_found() {
        for (String module : List.of("kernels", "engine", "weights", "motifs", "cli")) {
            assertTrue(sources(module).size() > 10, module + " below " + SmallModel.root());
        }
        assertTrue(allSources().stream().anyMatch(source -> source.code().contains("jdk.incubator")));
        assertTrue(allSources().stream().anyMatch(source -> source.code().contains("System.exit")));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_knows_only_those_below_it(String module) {
        List<String> faults = new ArrayList<>();
        for (Source source : sources(module)) {
            assertTrue(source.isIn("reverie/" + module), () -> source + " is not in its module's package");
            Matcher names = OURS.matcher(source.code());
            while (names.find()) {
                if (!MAY_USE.get(module).contains(names.group(1))) {
                    faults.add(source + " uses " + names.group());
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void the_vector_api_stays_in_its_backend() {
        assertOnly("jdk.incubator", source -> source.isIn("reverie/kernels/vector"));
    }

    @Test
    void opencl_stays_in_its_backend() {
        assertOnly("org.jocl", source -> source.isIn("reverie/kernels/opencl"));
    }

    @Test
    void one_class_ends_the_process() {
        Predicate<Source> main = source -> source.file().equals(Path.of("reverie/cli/Reverie.java"));
        assertOnly("System.exit", main);
        assertOnly(".halt(", main);
    }
}
