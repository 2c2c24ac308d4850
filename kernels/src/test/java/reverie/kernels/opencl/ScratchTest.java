package reverie.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScratchTest {

    @Test
    void it_is_shared_until_somebody_wants_more() {
        var cache = new ProgramCache(Optional.empty());
        try (OpenClSession session = new OpenClSession(OpenClTestDevice.any(), cache, 1 << 20)) {
            var scratch = new Scratch(session);
            OpenClBuffer first = scratch.atLeast(37);
            assertEquals(37, first.length());
            assertSame(first, scratch.atLeast(5));
            assertSame(first, scratch.atLeast(37));
            OpenClBuffer longer = scratch.atLeast(38);
            assertNotSame(first, longer);
            assertEquals(38, longer.length());
            assertSame(longer, scratch.atLeast(37));
        }
    }
}
