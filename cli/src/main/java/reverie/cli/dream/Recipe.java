package reverie.cli.dream;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.engine.dream.Ascent;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.StepNorm;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is needed to make a dream again, as JSON. It says nothing of threads, times or places, so that the same
 * dream is the same file.
 *
 * @param reverie version of the program
 * @param photo what is dreamt on
 * @param width of the dream
 * @param height of the dream
 * @param model name of the network, and the model file's SHA-256
 * @param spec what was asked for, with full names of layers and numbers of classes
 * @param guide if there is one
 * @param mask if there is one
 * @param backend what computed
 * @param exact whether it summed convolutions as they are defined
 */
public record Recipe(
        String reverie,
        Source photo,
        int width,
        int height,
        Source model,
        DreamSpec spec,
        Optional<Source> guide,
        Optional<Source> mask,
        String backend,
        boolean exact) {

    /** Key of the recipe among the texts of a PNG. */
    public static final String KEY = "reverie:recipe";

    private static final String HASH = "_sha256";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** A recipe knows its files by name, wherever they lay, and its octaves have been counted. */
    public Recipe {
        spec = spec.withPictures(guide.map(Source::path), mask.map(Source::path))
                .withFewerOctaves();
    }

    /**
     * A file that a dream is made of.
     *
     * @param name without its folder
     * @param sha256 in hexadecimal
     */
    public record Source(String name, String sha256) {

        Path path() {
            return Path.of(name);
        }
    }

    /**
     * How a dream went.
     *
     * @param iterationsDone how many steps were made in all; fewer than asked for if the dream was ended early
     * @param before the objective of the photo; not a number if nobody could say
     * @param after the objective of the dream
     */
    public record Outcome(int iterationsDone, double before, double after) {

        /** Of a dream whose backend broke down before it could say more. */
        public static Outcome unknown(int iterationsDone) {
            return new Outcome(iterationsDone, Double.NaN, Double.NaN);
        }

        /** Whether nothing responded to the picture, so that it stayed as it was. */
        public boolean isIdle() {
            return before == after;
        }
    }

    /** The recipe as JSON, on one line. */
    public String json(Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        DreamSettings settings = spec.settings();
        Ascent ascent = settings.ascent();
        json.put("reverie", reverie);
        put(json, "photo", photo);
        json.put("width", width);
        json.put("height", height);
        put(json, "model", model);
        if (!spec.layers().isEmpty()) {
            json.put("layer", joined(spec.layers()));
        }
        if (!spec.classes().isEmpty()) {
            json.put("class", joined(spec.classes()));
        }
        guide.ifPresent(source -> put(json, "guide", source));
        mask.ifPresent(source -> put(json, "mask", source));
        json.put("noise", spec.noise());
        json.put("octaves", settings.octaves());
        json.put("octave_scale", settings.octaveScale());
        json.put("iterations", settings.iterations());
        json.put("step", ascent.stepSize());
        json.put("step_norm", ascent.stepNorm().toString());
        json.put("blur", ascent.blur());
        json.put("tv", ascent.totalVariation());
        json.put("l2", ascent.pull());
        json.put("keep_colours", ascent.luminanceOnly());
        json.put("jitter", settings.jitter());
        json.put("tile", settings.tile());
        json.put("seed", spec.seed());
        json.put("objective", objective());
        json.put("power", spec.power());
        json.put("backend", backend);
        json.put("exact", exact);
        json.put("iterations_done", outcome.iterationsDone());
        json.put("objective_before", orNull(outcome.before()));
        json.put("objective_after", orNull(outcome.after()));
        return JsonMapper.shared().writeValueAsString(json);
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    private static void put(Map<String, Object> json, String key, Source source) {
        json.put(key, source.name());
        json.put(key + HASH, source.sha256());
    }

    private static String joined(List<?> terms) {
        return terms.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    /** What kind of thing grows, in a word. */
    private String objective() {
        boolean single = spec.layers().size() + spec.classes().size() == 1;
        if (!single) {
            return "sum";
        }
        if (spec.layers().isEmpty()) {
            return "class";
        }
        LayerTerm term = spec.layers().getFirst();
        if (!term.isWhole()) {
            return term.cell().isPresent() ? "neuron" : "channel";
        }
        if (guide.isPresent()) {
            return "guide";
        }
        return spec.power() == 2 ? "l2" : "power";
    }

    /** The texts that go into a picture. */
    public Map<String, String> texts(Outcome outcome) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "reverie " + Version.number());
        texts.put(KEY, json(outcome));
        return texts;
    }

    /**
     * Reads a recipe, without what became of it.
     *
     * @param origin of the text, for messages
     * @throws UsageException if it is not a recipe, with the first thing that is missing or wrong
     */
    public static Recipe parse(String origin, String json) {
        return read(origin, json, Recipe::parse);
    }

    /**
     * Reads how the dream of a recipe went.
     *
     * @param origin of the text, for messages
     * @throws UsageException if it does not say so
     */
    public static Outcome parseOutcome(String origin, String json) {
        return read(
                origin,
                json,
                fields -> fields.areNull("objective_before", "objective_after")
                        ? Outcome.unknown(fields.integer("iterations_done"))
                        : new Outcome(
                                fields.integer("iterations_done"),
                                fields.number("objective_before"),
                                fields.number("objective_after")));
    }

    private static <T> T read(String origin, String json, Function<Fields, T> reader) {
        try {
            return reader.apply(new Fields(origin, JsonMapper.shared().readTree(json)));
        } catch (JacksonException e) {
            throw new UsageException("%s: its recipe is damaged (%s)".formatted(origin, e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("%s: its recipe makes no sense: %s".formatted(origin, e.getMessage()));
        }
    }

    private static Recipe parse(Fields fields) {
        var ascent = new Ascent(
                fields.number("step"),
                fields.norm(),
                fields.number("blur"),
                fields.number("tv"),
                fields.number("l2"),
                fields.flag("keep_colours"));
        var settings = new DreamSettings(
                fields.integer("octaves"),
                fields.number("octave_scale"),
                fields.integer("iterations"),
                fields.integer("jitter"),
                ascent,
                fields.integer("tile"));
        Optional<Source> guide = fields.source("guide");
        Optional<Source> mask = fields.source("mask");
        var spec = new DreamSpec(
                fields.terms("layer", LayerTerm::parseAll),
                fields.terms(
                        "class",
                        text -> Stream.of(text.split(",", -1))
                                .map(ClassTerm::parse)
                                .toList()),
                fields.number("power"),
                guide.map(Source::path),
                mask.map(Source::path),
                fields.flag("noise"),
                settings,
                true,
                fields.seed());
        requireObjective(spec);
        return new Recipe(
                fields.text("reverie"),
                fields.source("photo").orElseThrow(() -> fields.missing("photo")),
                fields.side("width"),
                fields.side("height"),
                fields.model(),
                spec,
                guide,
                mask,
                fields.text("backend"),
                fields.flag("exact"));
    }

    private static void requireObjective(DreamSpec spec) {
        if (spec.layers().isEmpty() && spec.classes().isEmpty()) {
            throw new IllegalArgumentException("neither a layer nor a class");
        }
        if (!(spec.power() >= 1 && spec.power() <= 2)) {
            throw new IllegalArgumentException("power must be from 1 to 2, not " + spec.power());
        }
    }

    /** The fields of a recipe, each of its kind. */
    private record Fields(String origin, JsonNode json) {

        UsageException missing(String key) {
            return new UsageException("%s: its recipe lacks '%s' or holds something else there".formatted(origin, key));
        }

        Optional<String> find(String key) {
            JsonNode node = json.get(key);
            required(key, node == null || node.isString());
            return Optional.ofNullable(node).map(JsonNode::stringValue);
        }

        String text(String key) {
            return find(key).orElseThrow(() -> missing(key));
        }

        private JsonNode required(String key, boolean fits) {
            if (!fits) {
                throw missing(key);
            }
            return json.get(key);
        }

        /** What grows; as on the command line, but the message must name the file. */
        <T> List<T> terms(String key, Function<String, List<T>> parser) {
            Optional<String> text = find(key);
            try {
                return text.map(parser).orElse(List.of());
            } catch (UsageException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        /** Whether all of these are there, and nobody knew them. */
        boolean areNull(String... keys) {
            return Stream.of(keys)
                    .allMatch(key -> json.has(key) && json.get(key).isNull());
        }

        double number(String key) {
            return required(key, json.has(key) && json.get(key).isNumber()).asDouble();
        }

        int integer(String key) {
            return required(key, json.has(key) && json.get(key).isInt()).asInt();
        }

        int side(String key) {
            int pixels = integer(key);
            required(key, pixels > 0);
            return pixels;
        }

        long seed() {
            return required(
                            "seed",
                            json.has("seed")
                                    && json.get("seed").canConvertToLong()
                                    && json.get("seed").isIntegralNumber())
                    .asLong();
        }

        boolean flag(String key) {
            return required(key, json.has(key) && json.get(key).isBoolean()).asBoolean();
        }

        /** A file, by its name alone: a recipe must not lead to other folders. */
        Optional<Source> source(String key) {
            if (!json.has(key)) {
                return Optional.empty();
            }
            String name = text(key);
            required(key, !name.isBlank() && Path.of(name).equals(Path.of(name).getFileName()));
            return Optional.of(new Source(name, hash(key)));
        }

        /** A network may be called anything. */
        Source model() {
            return new Source(text("model"), hash("model"));
        }

        private String hash(String key) {
            String hash = text(key + HASH);
            required(key + HASH, SHA256.matcher(hash).matches());
            return hash;
        }

        StepNorm norm() {
            return StepNorm.find(text("step_norm")).orElseThrow(() -> missing("step_norm"));
        }
    }
}
