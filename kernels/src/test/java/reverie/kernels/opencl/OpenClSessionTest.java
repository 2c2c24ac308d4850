package reverie.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reverie.kernels.BackendFailureException;
import reverie.kernels.DeviceMemoryException;
import reverie.kernels.FeatureMap;

/** What a session does when something is refused. */
class OpenClSessionTest {

    private static final int MEBI_FLOATS = 1 << 18; // a megabyte

    private static OpenClSession session(long memory) {
        return new OpenClSession(OpenClTestDevice.any(), new ProgramCache(Optional.empty()), memory);
    }

    @Test
    void kernels_that_do_not_build_show_file_device_options_and_log() {
        try (OpenClSession session = session(1 << 20)) {
            var failure = assertThrows(
                    BackendFailureException.class, () -> session.program("does_not_build.cl", "-DCOLOUR=blue"));
            for (String part : new String[] {
                "CL_BUILD_PROGRAM_FAILURE",
                "does_not_build.cl",
                session.device().name(),
                "-DCOLOUR=blue",
                "no_such_thing"
            }) {
                assertTrue(failure.getMessage().contains(part), () -> part + " is missing in " + failure.getMessage());
            }
        }
    }

    @Test
    void memory_that_is_not_there_is_refused_and_the_rest_stays_as_it_was() {
        try (OpenClSession session = session(3L << 20)) {
            FeatureMap held = FeatureMap.dense(session.values(new float[] {1, 2, 3}), 1, 1, 3);
            OpenClBuffer first = session.allocate(2 * MEBI_FLOATS);
            var refusal = assertThrows(DeviceMemoryException.class, () -> session.allocate(MEBI_FLOATS + 1));
            assertTrue(refusal.getMessage().contains("2 of 3 MB are taken"), refusal::getMessage);
            assertEquals(2 * MEBI_FLOATS, first.length());
            assertArrayEquals(new float[] {1, 2, 3}, session.read(held));
        }
    }

    @Test
    void what_nobody_can_reach_makes_room() {
        try (OpenClSession session = session(3L << 20)) {
            for (int i = 0; i < 20; i++) {
                assertEquals(2 * MEBI_FLOATS, session.allocate(2 * MEBI_FLOATS).length());
            }
        }
    }

    @Test
    void new_memory_is_zero_even_where_something_was() {
        try (OpenClSession session = session(4L << 20)) {
            for (int i = 0; i < 4; i++) {
                FeatureMap map = FeatureMap.dense(session.allocate(MEBI_FLOATS), 512, 512, 1);
                for (float value : session.read(map)) {
                    assertEquals(0, value);
                }
                float[] ones = new float[MEBI_FLOATS];
                Arrays.fill(ones, 1);
                session.write(ones, map);
            }
        }
    }

    @Test
    void a_session_can_be_closed_twice() {
        OpenClSession session = session(1 << 20);
        session.allocate(5);
        session.close();
        session.close();
    }
}
