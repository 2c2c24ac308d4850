package reverie.motifs;

import java.awt.Color;
import java.util.random.RandomGenerator;

/**
 * How a picture departs from natural colours. Painters name natural ones; the palette turns their hues and changes their
 * saturation, but keeps light and dark apart, so that a blue cat is still a cat.
 */
final class Palette {

    private static final double NATURAL = 0.4;

    private final RandomGenerator random;
    private final double hueShift;
    private final double hueSpread;
    private final double saturationScale;
    private final double saturationAdded;
    private final double brightnessPower;

    Palette(RandomGenerator random) {
        this.random = random;
        boolean natural = random.nextDouble() < NATURAL;
        hueShift = natural ? 0.06 * (random.nextDouble() - 0.5) : random.nextDouble();
        hueSpread = natural ? 1 : 0.3 + 1.7 * random.nextDouble();
        saturationScale = natural ? 0.7 + 0.5 * random.nextDouble() : 0.2 + 1.1 * random.nextDouble();
        saturationAdded = natural ? 0 : 0.35 * random.nextDouble();
        brightnessPower = Math.exp(0.5 * (random.nextDouble() - 0.5));
    }

    /** The natural colour in this picture's manner; a little different each time. */
    int tint(int natural) {
        float[] hsb = Color.RGBtoHSB((natural >> 16) & 255, (natural >> 8) & 255, natural & 255, null);
        double hue = hsb[0] * hueSpread + hueShift + 0.03 * (random.nextDouble() - 0.5);
        // Near black and white, colour would cost contrast: they take less of it.
        double room = 1 - Math.abs(2 * hsb[2] - 1) * 0.6;
        double saturation = hsb[1] * saturationScale + saturationAdded * room + 0.06 * (random.nextDouble() - 0.5);
        double brightness = Math.pow(hsb[2], brightnessPower) + 0.06 * (random.nextDouble() - 0.5);
        return Color.HSBtoRGB((float) hue, (float) Math.clamp(saturation, 0, 1), (float) Math.clamp(brightness, 0, 1))
                & 0xFFFFFF;
    }

    /** Any colour at all. */
    static int any(RandomGenerator random) {
        double saturation = Math.sqrt(random.nextDouble()) * 0.9;
        return Color.HSBtoRGB(random.nextFloat(), (float) saturation, 0.12f + 0.86f * random.nextFloat()) & 0xFFFFFF;
    }
}
