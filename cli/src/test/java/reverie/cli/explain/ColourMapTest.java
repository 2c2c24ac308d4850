package reverie.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ColourMapTest {

    /** Relative luminance as in WCAG 2: what is left where colours cannot be told apart. */
    private static double luminance(float[] rgb) {
        double[] light = new double[3];
        for (int i = 0; i < 3; i++) {
            double value = rgb[i] / 255;
            light[i] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    }

    @Test
    void more_heat_is_always_lighter() {
        double before = -1;
        for (int i = 0; i <= 100; i++) {
            double luminance = luminance(ColourMap.HEAT.colour(i / 100.0));
            assertTrue(luminance > before, "at " + i);
            before = luminance;
        }
        assertTrue(luminance(ColourMap.HEAT.colour(0)) < 0.01);
        assertTrue(before > 0.8, "the lightest is " + before);
    }

    @Test
    void signs_have_grey_between_them_and_equally_strong_ends() {
        float[] middle = ColourMap.SIGNED.colour(0);
        assertEquals(middle[0], middle[1], 0.5);
        assertEquals(middle[0], middle[2], 0.5);
        float[] less = ColourMap.SIGNED.colour(-1);
        float[] more = ColourMap.SIGNED.colour(1);
        assertTrue(less[2] > less[0] + 100, "less is blue");
        assertTrue(more[0] > more[2] + 100, "more is orange");
        assertEquals(luminance(less), luminance(more), 0.06);
    }

    @Test
    void what_is_beyond_the_scale_has_the_colour_of_its_end() {
        for (ColourMap map : ColourMap.values()) {
            assertEquals(map.colour(1)[0], map.colour(7)[0]);
            for (float value : map.colour(-7)) {
                assertTrue(value >= 0 && value <= 255);
            }
        }
    }
}
