package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    private static Reply sent(Reply reply) {
        return Reply.parse(reply.line()).orElseThrow();
    }

    @Test
    void words_and_numbers_arrive() {
        assertEquals(List.of("PyTorch", "2"), sent(Reply.done("PyTorch", "2")).words());
        assertEquals(List.of(12.5, 0.25), sent(Reply.done(List.of(12.5, 0.25))).numbers());
        assertEquals(List.of(), sent(Reply.done()).words());
    }

    @Test
    void a_fault_arrives_on_one_line() {
        Reply reply = sent(Reply.failed(new IllegalStateException("no memory\n at all")));
        assertEquals(Optional.of("java.lang.IllegalStateException: no memory at all"), reply.fault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Warning: versions do not match", "done", "::donegal", "::failed"})
    void what_libraries_print_is_no_reply(String line) {
        assertEquals(Optional.empty(), Reply.parse(line));
    }
}
