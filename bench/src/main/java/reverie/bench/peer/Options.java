package reverie.bench.peer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reverie.bench.PictureSize;
import reverie.kernels.Backends;

/**
 * What to compare.
 *
 * @param sizes of the picture; the largest serves the parts that need one only
 * @param threads how many threads every engine computes on
 * @param rounds how often each engine has its turn, not counting turns that other work disturbed
 * @param milliseconds how long a turn takes; it always has one run at least
 * @param heap the greatest Java heap where memory is measured
 * @param json where the report goes
 * @param chart where the roofline goes, as SVG
 * @param launcher the command {@code reverie}, for whole dreams
 */
record Options(
        Set<Part> parts,
        List<EngineKind> engines,
        List<PictureSize> sizes,
        int threads,
        int rounds,
        int milliseconds,
        String heap,
        String layer,
        ModelFiles files,
        Path json,
        Path chart,
        Path launcher) {

    /** The parts of a comparison. */
    enum Part {
        /** Forward and step, side by side. */
        COMPARE,
        /** Peak memory of one step. */
        MEMORY,
        /** Reverie on one thread and on all. */
        SCALING,
        /** Reverie's first step and its steady one. */
        START,
        /** Reverie's time per pixel, from a quarter to three megapixels. */
        PIXELS,
        /** Reverie's convolutions below the roof of the machine. */
        ROOFLINE,
        /** A whole dream as a whole process, in Reverie and in PyTorch. */
        DREAM
    }

    private static final Set<Part> USUAL = EnumSet.of(Part.COMPARE, Part.MEMORY, Part.SCALING, Part.START);

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("--parts", ""),
            Map.entry("--engines", ""),
            Map.entry("--sizes", "224x224,575x1024"),
            Map.entry("--threads", ""),
            Map.entry("--rounds", "6"),
            Map.entry("--turn", "600"),
            Map.entry("--heap", "640m"),
            Map.entry("--layer", "inception_4c/output"),
            Map.entry("--weights", "../shared/weights/bvlc_googlenet.caffemodel"),
            Map.entry("--definition", "../shared/weights/bvlc_googlenet.deploy.prototxt"),
            Map.entry("--json", "bench/target/comparison.json"),
            Map.entry("--chart", "bench/target/roofline.svg"),
            Map.entry("--launcher", "reverie"));

    Options {
        parts = Set.copyOf(parts);
        engines = List.copyOf(engines);
        sizes = List.copyOf(sizes);
    }

    /**
     * Reads a command line of options and values in turn.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>(DEFAULTS);
        for (int i = 0; i < arguments.length; i += 2) {
            if (!DEFAULTS.containsKey(arguments[i])) {
                throw new IllegalArgumentException("no option '%s'; there are: %s"
                        .formatted(
                                arguments[i],
                                DEFAULTS.keySet().stream().sorted().collect(Collectors.joining(" "))));
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        String threads = given.get("--threads");
        return new Options(
                parts(given.get("--parts")),
                engines(given.get("--engines")),
                list(given.get("--sizes")).stream().map(PictureSize::parse).toList(),
                threads.isEmpty() ? Backends.defaultThreads() : Integer.parseInt(threads),
                Integer.parseInt(given.get("--rounds")),
                Integer.parseInt(given.get("--turn")),
                given.get("--heap"),
                given.get("--layer"),
                new ModelFiles(absolute(given.get("--weights")), absolute(given.get("--definition"))),
                absolute(given.get("--json")),
                absolute(given.get("--chart")),
                absolute(given.get("--launcher")));
    }

    private static Set<Part> parts(String text) {
        if (text.isEmpty()) {
            return USUAL;
        }
        if (text.equals("all")) {
            return EnumSet.allOf(Part.class);
        }
        return list(text).stream()
                .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static List<EngineKind> engines(String text) {
        return text.isEmpty()
                ? EngineKind.USUAL
                : list(text).stream().map(EngineKind::of).toList();
    }

    private static List<String> list(String text) {
        return Arrays.asList(text.split(",", -1));
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    /** The size for parts that need one only. */
    PictureSize largest() {
        return sizes.stream()
                .max((one, other) -> Integer.compare(one.height() * one.width(), other.height() * other.width()))
                .orElseThrow();
    }
}
