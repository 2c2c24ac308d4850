package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcessStatusTest {

    @Test
    void a_process_with_spaces_in_its_name_is_read() {
        assertEquals(
                1200 + 34,
                ProcessStatus.processorTime("77 (a name) x) S 1 77 77 0 -1 4 100 0 0 0 1200 34 5 6 20 0 9 0"));
    }

    @Test
    void waiting_is_no_work() {
        assertEquals(100 + 20 + 3 + 6 + 7 + 8, ProcessStatus.machineTime("cpu  100 20 3 99999 5555 6 7 8 0 0"));
    }
}
