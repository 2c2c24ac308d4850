package reverie.kernels.vector;

import java.util.Arrays;

/** Memory that steps use while they run: one array for all, and one for each worker of the team. It only ever grows. */
final class Scratch {

    private float[] shared = {};
    private final float[][] own;

    Scratch(int workers) {
        this.own = new float[workers][0];
    }

    /** Makes both kinds at least this long. What they held is lost. */
    void require(int sharedLength, int ownLength) {
        if (shared.length < sharedLength) {
            shared = new float[0]; // let go of before the next one is made
            shared = new float[sharedLength];
        }
        if (own[0].length < ownLength) {
            Arrays.setAll(own, worker -> new float[ownLength]);
        }
    }

    float[] shared() {
        return shared;
    }

    float[] of(int worker) {
        return own[worker];
    }
}
