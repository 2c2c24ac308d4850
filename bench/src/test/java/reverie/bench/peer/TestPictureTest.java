package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import reverie.bench.PictureSize;

class TestPictureTest {

    @Test
    void is_the_same_every_time_and_neither_black_nor_white_anywhere() {
        var size = new PictureSize(97, 131);
        float[] rgb = TestPicture.of(size).rgb();
        assertArrayEquals(rgb, TestPicture.of(size).rgb());
        float darkest = 255;
        float brightest = 0;
        for (float value : rgb) {
            darkest = Math.min(darkest, value);
            brightest = Math.max(brightest, value);
        }
        assertTrue(darkest > 0 && darkest < 100, "darkest " + darkest);
        assertTrue(brightest < 255 && brightest > 155, "brightest " + brightest);
    }
}
