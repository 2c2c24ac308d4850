package reverie.cli.picture;

import java.util.OptionalInt;

/**
 * What {@link PhotoReader} may read, and how large the result may be.
 *
 * @param pixelLimit the most pixels a file may declare; a larger one is refused before anything is decoded
 * @param longestSide the picture is scaled down until neither side is longer; empty leaves the size alone
 */
public record ReadOptions(long pixelLimit, OptionalInt longestSide) {

    /** Up to 100 million pixels (some 1.5 GB of memory while reading), at their own size. */
    public static final ReadOptions DEFAULT = new ReadOptions(100_000_000, OptionalInt.empty());

    public ReadOptions {
        if (pixelLimit < 1) {
            throw new IllegalArgumentException("a limit of %d pixels lets no picture in".formatted(pixelLimit));
        }
        if (longestSide.isPresent() && longestSide.getAsInt() < 1) {
            throw new IllegalArgumentException("a longest side of %d pixels".formatted(longestSide.getAsInt()));
        }
    }

    /** The same, with pictures scaled down until neither side is longer than {@code pixels}. */
    public ReadOptions withLongestSide(int pixels) {
        return new ReadOptions(pixelLimit, OptionalInt.of(pixels));
    }
}
