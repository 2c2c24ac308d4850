package reverie.kernels.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether a * b + c, rounded once, is one instruction here. Where it is not, Java computes it exactly, by arithmetic on
 * decimal numbers of any length, and a dream would not end.
 */
final class FusedMultiplyAdd {

    private FusedMultiplyAdd() {}

    /** What HotSpot has found out about the processor, or was told; any other Java machine gets the benefit of the doubt. */
    static boolean isFast() {
        var hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (hotSpot == null) {
            return true;
        }
        try {
            return Boolean.parseBoolean(hotSpot.getVMOption("UseFMA").getValue());
        } catch (IllegalArgumentException e) { // an option of this name is unknown
            return true;
        }
    }
}
