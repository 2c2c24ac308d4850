package reverie.kernels.opencl;

import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/** Sums over maps that stay on the device until somebody asks. */
final class Reductions {

    /** Work-groups of the first step: so many partial sums. A fixed number, or sums would depend on the device. */
    private static final int PARTS = 256;

    /** Work-items of a work-group, as reduction.cl has it. */
    private static final int GROUP = 64;

    private static final int SQUARES = 0;
    private static final int ABSOLUTES = 1;

    private final OpenClSession session;
    private final OpenClBuffer partial;

    Reductions(OpenClSession session) {
        this.session = session;
        this.partial = session.allocate(PARTS);
    }

    Reading sumOfSquares(FeatureMap map) {
        return sum(map, SQUARES, 1);
    }

    Reading meanAbsolute(FeatureMap map) {
        return sum(map, ABSOLUTES, map.size());
    }

    private Reading sum(FeatureMap map, int kind, float divisor) {
        OpenClBuffer result = session.allocate(1);
        OpenClProgram program = session.program("reduction.cl", "-DGROUP=" + GROUP);
        once(new Launch.Builder(session, program, "sum_of_part")
                .ints(kind, map.channels(), map.size())
                .map(map)
                .buffer(partial)
                .over(PARTS * GROUP, GROUP));
        once(new Launch.Builder(session, program, "sum_of_sums")
                .ints(PARTS)
                .floats(divisor)
                .buffer(partial)
                .buffer(result)
                .over(GROUP, GROUP));
        return new DeviceReading(session, result, 1);
    }

    private void once(Launch launch) {
        try (launch) {
            session.launch(launch);
        }
    }
}
