package reverie.engine.fooling.nothing;

import java.util.Arrays;
import java.util.Random;
import reverie.engine.image.Image;

/** What can be begun with: a picture that shows nothing. */
public enum EmptyPicture {
    /** Every value drawn evenly from 0 to 255. */
    NOISE {
        @Override
        public Image draw(int height, int width, long seed) {
            // Random's numbers are fixed by its specification, so a seed means the same noise with every Java.
            var random = new Random(seed);
            float[] rgb = new float[Math.multiplyExact(Math.multiplyExact(height, width), 3)];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = random.nextInt(LEVELS);
            }
            return new Image(height, width, rgb);
        }
    },
    /** Every value 128. */
    GREY {
        @Override
        public Image draw(int height, int width, long seed) {
            float[] rgb = new float[Math.multiplyExact(Math.multiplyExact(height, width), 3)];
            Arrays.fill(rgb, LEVELS / 2);
            return new Image(height, width, rgb);
        }
    };

    private static final int LEVELS = 256;

    /** The picture, in whole grey levels. */
    public abstract Image draw(int height, int width, long seed);
}
