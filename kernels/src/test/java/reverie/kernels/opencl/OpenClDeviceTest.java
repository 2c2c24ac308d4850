package reverie.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import reverie.kernels.BackendUnavailableException;

/** Devices and the choice among them. */
class OpenClDeviceTest {

    private static OpenClDevice device(int number, String name, boolean isGpu, int units) {
        return new OpenClDevice(
                number, null, null, "Platform", name, "1.0", isGpu, true, units, 1L << 30, 1L << 28, 1 << 15, 256);
    }

    private static final List<OpenClDevice> DEVICES = List.of(
            device(0, "Some CPU", false, 64),
            device(1, "Small GPU 2", true, 8),
            device(2, "Large GPU", true, 80),
            device(3, "Card 10", true, 20));

    @Test
    void a_device_that_is_there_says_what_it_can() {
        OpenClDevice device = OpenClTestDevice.any();
        assertFalse(device.name().isBlank());
        assertFalse(device.driver().isBlank());
        assertTrue(device.computeUnits() > 0, device::toString);
        assertTrue(device.memory() >= 1 << 20, device::toString);
        assertTrue(device.longestBuffer() > 0 && device.longestBuffer() <= device.memory(), device::toString);
        assertTrue(device.localMemory() >= 1 << 14, device::toString);
        assertTrue(device.greatestWorkGroup() > 0, device::toString);
    }

    @Test
    void a_device_is_found_by_number_or_by_part_of_its_name() {
        assertEquals(2, OpenClDevice.find(DEVICES, "2").number());
        assertEquals(0, OpenClDevice.find(DEVICES, "some cpu").number());
        assertEquals(2, OpenClDevice.find(DEVICES, "LARGE").number());
        assertEquals(3, OpenClDevice.find(DEVICES, "10").number()); // no such number, but such a name
    }

    @Test
    void what_is_not_there_or_not_clear_is_refused_with_the_names() {
        for (String wanted : List.of("7", "gpu", "Radeon")) {
            var refusal = assertThrows(BackendUnavailableException.class, () -> OpenClDevice.find(DEVICES, wanted));
            assertTrue(refusal.getMessage().contains("'" + wanted + "'"), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("2 'Large GPU'"), refusal::getMessage);
        }
    }

    @Test
    void the_best_is_the_gpu_with_most_units() {
        assertEquals(2, OpenClDevice.best(DEVICES).number());
        assertEquals(0, OpenClDevice.best(DEVICES.subList(0, 1)).number());
    }
}
