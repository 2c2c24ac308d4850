package reverie.cli.explain;

/**
 * Numbers as colours, of which equal steps look equally large: straight ways through the colour space OKLab (Ottosson 2020),
 * whose lightness is the eye's.
 */
enum ColourMap {
    /** From 0, nearly black, over violet and red to 1, pale yellow: the more, the lighter, for every kind of eyes. */
    HEAT {
        @Override
        float[] colour(double share) {
            double at = Math.clamp(share, 0, 1);
            return rgb(0.14 + 0.82 * at, 0.19 * Math.sin(Math.PI * (0.08 + 0.8 * at)), 295 + 165 * at);
        }
    },

    /** From -1, blue, over 0, grey, to 1, orange; both ends are equally far from grey. */
    SIGNED {
        @Override
        float[] colour(double share) {
            double at = Math.clamp(share, -1, 1);
            double much = Math.abs(at);
            return rgb(0.74 - 0.22 * much, 0.17 * much, at < 0 ? 255 : 45);
        }
    };

    /**
     * The colour of a number.
     *
     * @return red, green and blue, from 0 to 255
     */
    abstract float[] colour(double share);

    /**
     * A colour of OKLab.
     *
     * @param lightness from 0 to 1
     * @param chroma distance from grey
     * @param hue in degrees
     */
    private static float[] rgb(double lightness, double chroma, double hue) {
        double a = chroma * Math.cos(Math.toRadians(hue));
        double b = chroma * Math.sin(Math.toRadians(hue));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new float[] {
            value(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            value(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            value(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }

    /** Linear light as sRGB has it. */
    private static float value(double light) {
        double inside = Math.clamp(light, 0, 1);
        return (float) (255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * Math.pow(inside, 1 / 2.4) - 0.055));
    }
}
