package reverie.cli.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.cli.report.UsageException;

class ChangeParserTest {

    private static List<String> parse(String... options) {
        return ChangeParser.parse(List.of(options)).stream().map(Change::text).toList();
    }

    @Test
    void a_comma_before_a_letter_begins_another_change() {
        assertEquals(
                List.of("noise=0.5", "noise=2", "clone=10,20,30,40-50,60", "mirror", "swap=rb", "shift=-3"),
                parse("noise=0.5,2,clone=10,20,30,40-50,60,mirror", "swap=rb, shift=-3"));
    }

    @Test
    void every_change_comes_once() {
        assertEquals(List.of("mirror", "noise=2"), parse("mirror,noise=2", "noise=2.0,mirror"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noise=1..16 | noise=1 noise=2 noise=4 noise=8 noise=16",
                "noise=0.1..1 | noise=0.1 noise=0.2 noise=0.4 noise=0.8 noise=1",
                "noise=8..1 | noise=8 noise=4 noise=2 noise=1",
                "noise=1..100:3 | noise=1 noise=10 noise=100",
                "shift=1..32 | shift=1 shift=2 shift=4 shift=8 shift=16 shift=32",
                "shift=-1..-5 | shift=-1 shift=-2 shift=-4 shift=-5",
                "shift=1..4:5 | shift=1 shift=2 shift=3 shift=4",
                "jpeg=95..20 | jpeg=95 jpeg=90 jpeg=80 jpeg=60 jpeg=20",
                "contrast=1.1..1.4 | contrast=1.1 contrast=1.2 contrast=1.4",
                "contrast=0.9..0.5 | contrast=0.9 contrast=0.8 contrast=0.6 contrast=0.5",
                "gamma=1.2..1.2 | gamma=1.2",
                "pixel | pixel=1",
                "seeds=3 | seed=+1 seed=+2",
            })
    void a_range_doubles_the_distance_from_no_change(String text, String changes) {
        assertEquals(List.of(changes.split(" ", -1)), parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swop=rb | did you mean swap?",
                "'' | there is no change ''",
                "noise=1,,mirror | wanted a number",
                "noise | how much? noise=SIGMA",
                "noise= | how much?",
                "noise=much | wanted a number",
                "noise=-1 | must be from 0 to 128",
                "noise=129 | must be from 0 to 128",
                "noise=0 | 0 would change nothing",
                "noise=1e-300 | may have 12 decimals",
                "noise=1e400 | may have 12 decimals",
                "noise=0..4 | both ends must be on one side of 0",
                "noise=1..4:1 | 2 to 100 strengths",
                "noise=1..4:999 | 2 to 100 strengths",
                "shift=1.5 | must be a whole number",
                "shift=-2..2 | both ends must be on one side of 0",
                "jpeg=0 | must be from 1 to 100",
                "jpeg=101 | must be from 1 to 100",
                "contrast=1 | 1 would change nothing",
                "gamma=0 | must be from 0.1 to 10",
                "blur=51 | must be from 0 to 50",
                "brightness=300 | must be from -255 to 255",
                "pixel=0 | 0 would change nothing",
                "mirror=2 | a mirror has no strength",
                "swap=rr | two of r, g and b",
                "swap=rgb | two of r, g and b",
                "seeds=1 | 2 to 50",
                "seeds=three | 2 to 50",
                "clone=1,2,3 | a rectangle",
                "noise=0.001..100:100,blur=0.001..50:100,gamma=1.1 | more than 200",
            })
    void what_cannot_be_meant_is_refused(String text, String why) {
        var refusal = assertThrows(UsageException.class, () -> parse(text));
        assertTrue(refusal.getMessage().startsWith("--change") || why.contains("more than"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    @Test
    void names_of_files_are_plain() {
        assertEquals(
                List.of("clone-10-20-30-40-50-60", "noise-0.5", "shift--3", "mirror"),
                ChangeParser.parse(List.of("clone=10,20,30,40-50,60,noise=0.5,shift=-3,mirror")).stream()
                        .map(Change::fileName)
                        .toList());
    }
}
