package reverie.motifs;

/** Arithmetic on colours as pixels hold them: 0xRRGGBB. */
final class Tint {

    static final int BLACK = 0x000000;
    static final int WHITE = 0xFFFFFF;

    private Tint() {}

    /** A colour between two; {@code t} outside [0, 1] is taken as the nearer end. */
    static int mix(int from, int to, double t) {
        int weight = (int) (256 * Math.clamp(t, 0, 1));
        int rest = 256 - weight;
        int redBlue = (from & 0xFF00FF) * rest + (to & 0xFF00FF) * weight;
        int green = (from & 0x00FF00) * rest + (to & 0x00FF00) * weight;
        return ((redBlue >>> 8) & 0xFF00FF) | ((green >>> 8) & 0x00FF00);
    }

    static int light(int colour, double t) {
        return mix(colour, WHITE, t);
    }

    static int dark(int colour, double t) {
        return mix(colour, BLACK, t);
    }

    /** How bright a colour looks, 0 to 255. */
    static int luminance(int colour) {
        return (77 * ((colour >> 16) & 255) + 151 * ((colour >> 8) & 255) + 28 * (colour & 255)) >> 8;
    }
}
