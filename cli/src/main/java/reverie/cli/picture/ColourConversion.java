package reverie.cli.picture;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Turns rows of colours of some colour space into sRGB; all values are 0 to 255 with fractions.
 *
 * <p>Java takes grey for linear light and would brighten it on its way to sRGB. No photo means that: a grey value
 * stands for three equal sRGB values here, whatever its profile. A profile that moves no colour by as much as two steps
 * of 255 is sRGB under another name (there are dozens), and is not applied, so that ordinary photos keep their exact
 * values.
 */
interface ColourConversion {

    /**
     * Converts one row.
     *
     * @param colours width x components
     * @param rgb width x 3, overwritten
     */
    void convert(float[] colours, float[] rgb);

    /** The conversion from a colour space. */
    static ColourConversion from(ColorSpace space) {
        if (space.getType() == ColorSpace.TYPE_GRAY) {
            return (colours, rgb) -> {
                for (int x = 0; x < colours.length; x++) {
                    rgb[3 * x] = colours[x];
                    rgb[3 * x + 1] = colours[x];
                    rgb[3 * x + 2] = colours[x];
                }
            };
        }
        ColourConversion same = (colours, rgb) -> System.arraycopy(colours, 0, rgb, 0, rgb.length);
        if (space.isCS_sRGB()) {
            return same;
        }
        if (!(space instanceof ICC_ColorSpace withProfile)) {
            return new Calculated(space);
        }
        ColourConversion profiled = new Profiled(withProfile.getProfile());
        if (space.getType() != ColorSpace.TYPE_RGB) {
            return profiled;
        }
        try {
            return isNearlyIdentity(profiled) ? same : profiled;
        } catch (RuntimeException e) {
            return same; // a damaged profile, which shows when it is first used; viewers ignore those too
        }
    }

    private static boolean isNearlyIdentity(ColourConversion conversion) {
        int steps = 9; // along each of red, green and blue
        float[] colours = new float[3 * steps * steps * steps];
        for (int i = 0; i < colours.length / 3; i++) {
            int green = i / steps % steps;
            int blue = i / (steps * steps);
            colours[3 * i] = i % steps * 255f / (steps - 1);
            colours[3 * i + 1] = green * 255f / (steps - 1);
            colours[3 * i + 2] = blue * 255f / (steps - 1);
        }
        float[] rgb = new float[colours.length];
        conversion.convert(colours, rgb);
        for (int i = 0; i < rgb.length; i++) {
            if (Math.abs(rgb[i] - colours[i]) >= 2) {
                return false;
            }
        }
        return true;
    }

    /** By a formula of the colour space, pixel by pixel: CMYK without a profile. */
    record Calculated(ColorSpace space) implements ColourConversion {

        @Override
        public void convert(float[] colours, float[] rgb) {
            float[] colour = new float[space.getNumComponents()]; // 0 to 1
            for (int x = 0; x < rgb.length / 3; x++) {
                for (int i = 0; i < colour.length; i++) {
                    colour[i] = colours[x * colour.length + i] / 255;
                }
                float[] converted = space.toRGB(colour);
                for (int i = 0; i < 3; i++) {
                    rgb[3 * x + i] = converted[i] * 255;
                }
            }
        }
    }

    /** By an ICC profile, in 16 bits. */
    final class Profiled implements ColourConversion {

        private final int components;
        private final ColorConvertOp conversion;

        Profiled(ICC_Profile profile) {
            components = profile.getNumComponents();
            conversion =
                    new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        }

        @Override
        public void convert(float[] colours, float[] rgb) {
            WritableRaster source = row(colours.length / components, components);
            short[] values = ((DataBufferUShort) source.getDataBuffer()).getData();
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) Math.round(colours[i] * 257);
            }
            WritableRaster target = row(rgb.length / 3, 3);
            conversion.filter(source, target);
            short[] converted = ((DataBufferUShort) target.getDataBuffer()).getData();
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = Short.toUnsignedInt(converted[i]) / 257f;
            }
        }

        private static WritableRaster row(int width, int bands) {
            return Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, 1, bands, null);
        }
    }
}
