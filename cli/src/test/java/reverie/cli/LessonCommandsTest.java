package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that the lessons tell their readers to run exist, and have the options that they are given there. */
class LessonCommandsTest {

    private static final Pattern COMMAND = Pattern.compile("\\./reverie ([^`\\n]+)");

    static Stream<String> commands() throws IOException {
        try (Stream<Path> files = Files.list(SmallModel.root().resolve("docs/lessons"))) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(LessonCommandsTest::commands)
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> commands(Path lesson) {
        try {
            return COMMAND.matcher(Files.readString(lesson)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the program says to a command with one more option, which it does not have: nothing is done then, and whatever
     * else it cannot understand is told too, or instead.
     */
    private static String complaint(String command) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        arguments.add("--no-such-option");
        return Invocation.of(arguments).refusal();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commands_of_the_lessons_are_understood(String command) {
        String name = command.split(" ", 2)[0];
        assertEquals(complaint(name), complaint(command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dream --layr=4b", "dream --octaves=many", "layers --layer=4b", "dream a.jpg b.jpg"})
    void a_wrong_one_would_be_noticed(String command) {
        assertNotEquals(complaint(command.split(" ", 2)[0]), complaint(command));
    }
}
