package reverie.lessons;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A lesson as it lies in {@code docs/lessons}. A comment before a block of code says where the block is taken from: {@code
 * <!-- code: Convolution forward -->} is the region of that name in the class's source, as Javadoc's external snippets mark
 * them, and {@code <!-- output: Convolution -->} is what its program prints.
 */
record LessonPage(Path file, String text) {

    static final Path FOLDER = Path.of("..", "docs", "lessons");

    private static final Path SOURCES = Path.of("src", "main", "java", "reverie", "lessons");

    private static final Map<String, Lesson> PROGRAMS = Map.of(
            "Convolution", new Convolution(),
            "Relu", new Relu(),
            "MaxPooling", new MaxPooling(),
            "Lrn", new Lrn(),
            "Inception", new Inception(),
            "Dream", new Dream(),
            "Octaves", new Octaves(),
            "Chaos", new Chaos(),
            "Fooling", new Fooling());

    private static final Pattern QUOTATION =
            Pattern.compile("(<!-- (code|output): (\\w+) ?(\\w*) -->\\n```)\\w+\\n(.*?)```\\n", Pattern.DOTALL);

    /** In the order of their numbers. */
    static List<LessonPage> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> lessons = files.filter(
                            file -> file.getFileName().toString().matches("\\d\\d-.*\\.md"))
                    .sorted()
                    .toList();
            var pages = new ArrayList<LessonPage>();
            for (Path lesson : lessons) {
                pages.add(new LessonPage(lesson, Files.readString(lesson)));
            }
            return pages;
        }
    }

    /** The same page with every quotation as its source has it now. */
    String quotedAnew() throws IOException {
        var page = new StringBuilder();
        Matcher quotation = QUOTATION.matcher(text);
        int end = 0;
        while (quotation.find()) {
            boolean code = quotation.group(2).equals("code");
            page.append(text, end, quotation.start())
                    .append(quotation.group(1))
                    .append(code ? "java\n" : "text\n")
                    .append(code ? region(quotation.group(3), quotation.group(4)) : output(quotation.group(3)))
                    .append("```\n");
            end = quotation.end();
        }
        return page.append(text.substring(end)).toString();
    }

    /** How many blocks are taken from elsewhere, and all there are of Java and of text. */
    long quotations() {
        return QUOTATION.matcher(text).results().count();
    }

    List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** What is neither code nor a comment. */
    String prose() {
        return text.replaceAll("(?s)```.*?```", "")
                .replaceAll("(?s)<!--.*?-->", "")
                .replaceAll("`[^`]*`", "");
    }

    /** The program that the lesson is about: the first that it quotes. */
    String program() {
        return QUOTATION
                .matcher(text)
                .results()
                .map(found -> found.group(3))
                .findFirst()
                .orElseThrow();
    }

    private static String region(String program, String name) throws IOException {
        String source = Files.readString(SOURCES.resolve(program + ".java"));
        MatchResult found = Pattern.compile(
                        "// @start region=%s\\n(.*?) *// @end region=%s\\n".formatted(name, name), Pattern.DOTALL)
                .matcher(source)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s has no region '%s'".formatted(program, name)));
        // A blank last line would count as one without indentation.
        return found.group(1).stripTrailing().stripIndent() + "\n";
    }

    static String output(String program) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            PROGRAMS.get(program).show(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
