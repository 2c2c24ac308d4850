package reverie.cli.change;

import java.math.BigDecimal;
import java.util.function.Function;
import reverie.cli.report.UsageException;

/** A kind of change whose strength is a number. */
enum NumberedKind {
    NOISE("noise", "SIGMA", 0, false, 0, 128) {
        @Override
        Change change(String text, double deviation) {
            return Change.of("noise", text, (photo, seed) -> Noise.gaussian(photo, deviation, seed));
        }
    },
    JPEG("jpeg", "QUALITY", 100, true, 1, 100) {
        @Override
        Change change(String text, double quality) {
            return Change.of("jpeg", text, (photo, _) -> Jpeg.roundTrip(photo, (int) quality));
        }
    },
    SHIFT("shift", "PIXELS", 0, true, -100_000, 100_000) {
        @Override
        Change change(String text, double pixels) {
            return Change.of(
                    "shift",
                    text,
                    (photo, _) -> Places.shift(photo, (int) pixels),
                    (photo, _) -> Places.shift(photo, (int) -pixels));
        }
    },
    BRIGHTNESS("brightness", "LEVELS", 0, false, -255, 255) {
        @Override
        Change change(String text, double levels) {
            return Change.of("brightness", text, (photo, _) -> Values.brightness(photo, levels));
        }
    },
    CONTRAST("contrast", "FACTOR", 1, false, 0, 10) {
        @Override
        Change change(String text, double factor) {
            return Change.of("contrast", text, (photo, _) -> Values.contrast(photo, factor));
        }
    },
    GAMMA("gamma", "GAMMA", 1, false, 0.1, 10) {
        @Override
        Change change(String text, double gamma) {
            return Change.of("gamma", text, (photo, _) -> Values.gamma(photo, gamma));
        }
    },
    BLUR("blur", "SIGMA", 0, false, 0, 50) {
        @Override
        Change change(String text, double deviation) {
            return Change.of("blur", text, (photo, _) -> Blur.gaussian(photo, deviation));
        }
    },
    PIXEL("pixel", "LEVELS", 0, false, -255, 255) {
        @Override
        Change change(String text, double levels) {
            return Change.of("pixel", text, (photo, _) -> Noise.pixel(photo, levels));
        }
    };

    private final String word;
    private final String unit;
    private final double neutral;
    private final boolean whole;
    private final double least;
    private final double most;

    /**
     * @param neutral the strength that would change nothing, or least
     * @param whole whether it must be a whole number
     */
    NumberedKind(String word, String unit, double neutral, boolean whole, double least, double most) {
        this.word = word;
        this.unit = unit;
        this.neutral = neutral;
        this.whole = whole;
        this.least = least;
        this.most = most;
    }

    /** @param text the strength, as it is written */
    abstract Change change(String text, double strength);

    String word() {
        return word;
    }

    String form() {
        return word + "=" + unit;
    }

    /** All changes that a strength, or a range of them, means. */
    Iterable<Change> parse(String text) {
        Function<BigDecimal, Change> maker = value -> {
            double strength = value.doubleValue();
            require(
                    strength >= least && strength <= most,
                    text,
                    "must be from %s to %s".formatted(plain(least), plain(most)));
            require(this == JPEG || strength != neutral, text, plain(neutral) + " would change nothing");
            require(!whole || value.stripTrailingZeros().scale() <= 0, text, "must be a whole number");
            return change(value.stripTrailingZeros().toPlainString(), strength);
        };
        return Strengths.parse(text, BigDecimal.valueOf(neutral), whole, why -> refusal(text, why)).stream()
                .map(maker)
                .toList();
    }

    private void require(boolean holds, String text, String why) {
        if (!holds) {
            throw refusal(text, why);
        }
    }

    private UsageException refusal(String text, String why) {
        return new UsageException("--change %s=%s: %s".formatted(word, text, why));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
