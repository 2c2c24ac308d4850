package reverie.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lessons say what their programs do. With {@code -Dreverie.lessons.write=true} they are made to. */
class LessonPageTest {

    /** With its sign, so that a wrong one is found, and without a full stop after it. */
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+");

    private static final int WORDS_PER_MINUTE = 150;

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    static List<LessonPage> lessons() throws IOException {
        return LessonPage.all();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void code_and_numbers_are_the_programs(LessonPage lesson) throws IOException {
        String anew = lesson.quotedAnew();
        if (Boolean.getBoolean("reverie.lessons.write")) {
            Files.writeString(lesson.file(), anew);
        } else {
            assertEquals(anew, lesson.text(), "write the lessons anew: see CONTRIBUTING.md");
        }
        assertEquals(
                lesson.quotations(),
                lesson.blocks("java").size() + lesson.blocks("text").size(),
                "every block says where it is from");
        assertTrue(lesson.quotations() >= 2, lesson::toString);
    }

    /** A number in the words is one that the program prints, unless its paragraph says that it was measured, or it is code. */
    @ParameterizedTest
    @MethodSource("lessons")
    void numbers_in_words_are_printed_or_measured(LessonPage lesson) throws IOException {
        String printed = String.join("\n", lesson.blocks("text")) + String.join("\n", lesson.blocks("java"));
        for (String paragraph : lesson.prose().split("\n\n", -1)) {
            if (!paragraph.contains("Measured")) {
                for (String number : found(DECIMAL, paragraph)) {
                    assertTrue(printed.contains(number), () -> number + " in: " + paragraph);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void every_lesson_ends_in_something_to_run_and_change(LessonPage lesson) {
        String end = lesson.text().substring(lesson.text().lastIndexOf("\n## "));
        assertTrue(end.startsWith("\n## Run it, change it\n"), end);
        assertTrue(end.contains("java lessons/src/main/java/reverie/lessons/%s.java".formatted(lesson.program())), end);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void links_lead_somewhere(LessonPage lesson) {
        for (MatchResult link : LINK.matcher(lesson.prose()).results().toList()) {
            String target = link.group(1);
            assertTrue(
                    target.startsWith("https://") || Files.exists(LessonPage.FOLDER.resolve(target)),
                    () -> target + " in " + lesson);
        }
    }

    @Test
    void the_table_of_contents_has_every_lesson_and_its_minutes() throws IOException {
        String contents = Files.readString(LessonPage.FOLDER.resolve("README.md"));
        int total = 0;
        for (LessonPage lesson : lessons()) {
            String title = lesson.text().lines().findFirst().orElseThrow().substring(2);
            long minutes = Math.ceilDiv(WHITESPACE.splitAsStream(lesson.text()).count(), WORDS_PER_MINUTE);
            total += (int) minutes;
            String line = "| [%s](%s) | %d min |".formatted(title, lesson, minutes);
            assertTrue(contents.contains(line), line);
        }
        assertTrue(total >= 45 && total <= 90, total + " minutes");
        assertTrue(contents.contains("about %d minutes".formatted(total)), total + " minutes");
        assertEquals(9, lessons().size());
    }

    @Test
    void pictures_are_small_and_all_are_shown() throws IOException {
        Set<String> shown = lessons().stream()
                .flatMap(lesson -> LINK.matcher(lesson.prose()).results())
                .map(link -> link.group(1))
                .collect(Collectors.toSet());
        long total = 0;
        try (Stream<Path> pictures = Files.list(LessonPage.FOLDER.resolve("pictures"))) {
            for (Path picture : pictures.toList()) {
                long size = Files.size(picture);
                assertTrue(size <= 60_000, () -> picture + " has " + size + " bytes");
                assertTrue(shown.contains("pictures/" + picture.getFileName()), () -> picture + " is not shown");
                total += size;
            }
        }
        assertTrue(total <= 1_000_000, total + " bytes");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
