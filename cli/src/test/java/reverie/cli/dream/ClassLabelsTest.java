package reverie.cli.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.report.UsageException;

/** Which class somebody means. */
class ClassLabelsTest {

    private static final ClassLabels LABELS = new ClassLabels(
            List.of(
                    "n01443537 goldfish, Carassius auratus",
                    "n02123045 tabby, tabby cat",
                    "n02123159 tiger cat",
                    "n02129604 tiger, Panthera tigris",
                    "n02099712 Labrador retriever",
                    "n02099601 golden retriever",
                    "n03045698 cloak"),
            7);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "'n01443537 goldfish, Carassius auratus', 0",
        "n01443537, 0",
        "goldfish, 0",
        "GOLDFISH, 0",
        "carassius auratus, 0",
        "auratus, 0",
        "golfdish, 0",
        "tabby, 1",
        "tabby cat, 1",
        "tiger, 3",
        "tiger cat, 2",
        "labrador, 4",
        "labradr, 4",
        "golden, 5",
        "loak, 6",
        "6, 6",
    })
    void a_class_is_found(String text, int index) {
        assertEquals(index, LABELS.find(text));
    }

    private static String refusal(ClassLabels labels, String text) {
        return assertThrows(UsageException.class, () -> labels.find(text)).getMessage();
    }

    @Test
    void what_may_be_several_is_listed_with_numbers() {
        assertEquals(
                "'retriever' may be 2 classes: 4 (labrador retriever), 5 (golden retriever); give the number of one",
                refusal(LABELS, "retriever"));
        assertTrue(refusal(LABELS, "cat").contains("1 (tabby), 2 (tiger cat)"));
    }

    @Test
    void what_is_unknown_gets_suggestions() {
        String message = refusal(LABELS, "goldfinger");
        assertTrue(message.startsWith("no class 'goldfinger'; did you mean 0 (goldfish), "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "1000", "999999999"})
    void numbers_end_somewhere(String number) {
        assertTrue(refusal(LABELS, number).contains("there are classes 0 to 6"));
    }

    @Test
    void without_labels_there_are_numbers() {
        var none = new ClassLabels(List.of(), 10);
        assertEquals(9, none.find("9"));
        assertTrue(refusal(none, "goldfish").contains("this model has no labels"));
        assertEquals("class 3", none.shortName(3));
    }
}
