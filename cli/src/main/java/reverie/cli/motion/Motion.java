package reverie.cli.motion;

import reverie.engine.image.Image;

/**
 * How a frame of a film came out of the one before it, so that what was made of that one, a dream, can be carried along with
 * the things in it.
 *
 * @param flow where each pixel of the frame was in the previous one
 * @param confidence per pixel from 0 (it was not to be seen, or elsewhere) to 1; not copied
 */
public record Motion(Flow flow, float[] confidence) {

    /** Going there and back, at most 1 % of the way and a little more may be lost: Sundaram, Brox and Keutzer, 2010. */
    private static final float SHARE = 0.01f;

    private static final float SLACK = 0.5f; // pixels squared

    /** Things that look different by this much, of 255, are different things; by half of it, they may have changed. */
    private static final float OTHER = 24;

    /**
     * The square of a flow's change from pixel to pixel up to which it may be one thing's movement. More is a seam between two,
     * which a smooth flow bridges by stretching the one into the other.
     */
    private static final float STRETCH = 0.12f;

    /**
     * Compares a frame with the previous one, forward and backward: a pixel is known again if the way there and the way back
     * cancel, as they cannot where something has been uncovered (N. Sundaram, T. Brox and K. Keutzer, Dense Point
     * Trajectories by GPU-Accelerated Large Displacement Optical Flow, 2010, section 4), if it looks the same, and if it goes
     * with its neighbours.
     */
    public static Motion between(Image previous, Image frame) {
        Flow there = OpticalFlow.between(frame, previous);
        Flow back = OpticalFlow.between(previous, frame);
        return new Motion(there, confidence(there, back, Plane.luma(frame), Plane.luma(previous)));
    }

    private static float[] confidence(Flow there, Flow back, Plane frame, Plane previous) {
        Plane backX = new Plane(back.height(), back.width(), back.dx());
        Plane backY = new Plane(back.height(), back.width(), back.dy());
        Plane agreement = new Plane(frame.height(), frame.width());
        Plane difference = new Plane(frame.height(), frame.width());
        for (int i = 0; i < agreement.values().length; i++) {
            float dx = there.dx()[i];
            float dy = there.dy()[i];
            float x = i % frame.width() + dx;
            int row = i / frame.width();
            float y = row + dy;
            boolean outside = x < -0.5f || y < -0.5f || x > frame.width() - 0.5f || y > frame.height() - 0.5f;
            float returnX = backX.at(y, x);
            float returnY = backY.at(y, x);
            float lost = square(dx + returnX) + square(dy + returnY);
            float allowed = SHARE * (square(dx) + square(dy) + square(returnX) + square(returnY)) + SLACK;
            agreement.values()[i] = outside
                    ? 0
                    : Math.clamp(2 - lost / allowed, 0, 1) * Math.clamp(2 - stretch(there, i) / STRETCH, 0, 1);
            difference.values()[i] = Math.abs(frame.values()[i] - previous.at(y, x));
        }
        // Noise differs from pixel to pixel, things do not; and a mask without hard edges leaves no seams.
        float[] soft = Plane.gaussian(1.5, 3);
        Plane seen = agreement.filter(soft, soft);
        Plane changed = difference.filter(soft, soft);
        float[] confidence = new float[agreement.values().length];
        for (int i = 0; i < confidence.length; i++) {
            float known = Math.min(seen.values()[i], agreement.values()[i]);
            confidence[i] = known * Math.clamp(2 - 2 * changed.values()[i] / OTHER, 0, 1);
        }
        return confidence;
    }

    /** The squared change of the flow to the next pixel across and down. */
    private static float stretch(Flow flow, int i) {
        int across = i % flow.width() + 1 < flow.width() ? i + 1 : i;
        int down = i + flow.width() < flow.dx().length ? i + flow.width() : i;
        return square(flow.dx()[across] - flow.dx()[i])
                + square(flow.dy()[across] - flow.dy()[i])
                + square(flow.dx()[down] - flow.dx()[i])
                + square(flow.dy()[down] - flow.dy()[i]);
    }

    private static float square(float value) {
        return value * value;
    }

    /** How much of the frame is known from the previous one, from 0 to 1; near 0 at a cut. */
    public double known() {
        double sum = 0;
        for (float each : confidence) {
            sum += each;
        }
        return sum / confidence.length;
    }

    /**
     * Carries a picture of the previous frame's size along.
     *
     * @param picture what was made of the previous frame
     * @param uncovered what is taken where the previous frame knew nothing, in the places of the new frame; for example that
     *     frame itself
     */
    public Image carry(Image picture, Image uncovered) {
        Image moved = flow.warp(picture);
        float[] rgb = new float[moved.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            float share = confidence[i / 3];
            rgb[i] = share * moved.rgb()[i] + (1 - share) * uncovered.rgb()[i];
        }
        return new Image(moved.height(), moved.width(), rgb);
    }
}
