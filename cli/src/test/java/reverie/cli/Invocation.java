package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the program, and what came of it. Failures of its assertions tell all of it. */
record Invocation(List<String> arguments, int exitCode, String out, String err) {

    /** Runs the program in this process. */
    static Invocation of(Object... arguments) {
        String[] words = words(arguments);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Reverie.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Invocation(List.of(words), exitCode, out.toString(), err.toString());
    }

    /** Arguments as the system passes them; a list among them stands for its elements. */
    static String[] words(Object... arguments) {
        return List.of(arguments).stream()
                .flatMap(argument -> argument instanceof List<?> list ? list.stream() : List.of(argument).stream())
                .map(Object::toString)
                .toArray(String[]::new);
    }

    Invocation succeeds() {
        assertEquals(0, exitCode, this::toString);
        assertTrue(errLines().stream().noneMatch(line -> line.startsWith("error")), this::toString);
        return this;
    }

    /** It was refused before any work began: one line that says why, and nothing else. Returns the line. */
    String refusal() {
        List<String> lines = errLines();
        boolean hint = lines.size() == 2 && lines.getLast().startsWith("try '") && exitCode == 2;
        assertTrue(lines.size() == 1 || hint, this::toString);
        return failure();
    }

    /** It failed, at its start or on its way: the last line says why. Returns the line. */
    String failure() {
        assertTrue(exitCode == 1 || exitCode == 2, this::toString);
        assertEquals("", out, this::toString);
        List<String> errors =
                errLines().stream().filter(line -> line.startsWith("error: ")).toList();
        assertEquals(1, errors.size(), this::toString);
        String error = errors.getFirst();
        List<String> after =
                errLines().subList(errLines().indexOf(error) + 1, errLines().size());
        assertTrue(after.stream().allMatch(line -> line.startsWith("try '")), this::toString);
        assertTrue(error.length() > "error: ".length() + 10, this::toString);
        assertTrue(!error.contains("fault in reverie") && !error.contains("null"), this::toString);
        assertTrue(errLines().stream().noneMatch(line -> line.startsWith("\tat ")), this::toString);
        return error;
    }

    /** What it said beside its results, without the warning that Java gives where it starts a process. */
    List<String> errLines() {
        return err.lines()
                .filter(line -> !line.equals("WARNING: Using incubator modules: jdk.incubator.vector"))
                .toList();
    }

    @Override
    public String toString() {
        return "reverie %s%nexit code %d%n--- out%n%s--- err%n%s---"
                .formatted(String.join(" ", arguments), exitCode, out, err);
    }
}
