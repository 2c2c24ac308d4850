package reverie.cli.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.report.UsageException;
import reverie.engine.dream.Ascent;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.StepNorm;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Recipes, from what is asked for to JSON and back. */
class RecipeTest {

    private static final Recipe.Outcome OUTCOME = new Recipe.Outcome(7, 0.5, 1.25e30);
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void whatever_is_asked_for_comes_back() {
        var random = new Random(1701);
        for (int i = 0; i < 5_000; i++) {
            Recipe recipe = random(random);
            String json = recipe.json(OUTCOME);
            assertEquals(recipe, Recipe.parse("test", json), json);
            assertEquals(OUTCOME, Recipe.parseOutcome("test", json), json);
            assertEquals(json, Recipe.parse("test", json).json(OUTCOME));
        }
    }

    @Test
    void an_outcome_that_nobody_knows_comes_back_unknown() {
        String json = random(new Random(1701)).json(Recipe.Outcome.unknown(7));
        assertTrue(json.contains("\"objective_before\":null"), json);
        assertEquals(Recipe.Outcome.unknown(7), Recipe.parseOutcome("test", json));
    }

    private static Recipe random(Random random) {
        List<LayerTerm> layers = IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> layer(random))
                .toList();
        List<ClassTerm> classes = IntStream.range(0, layers.isEmpty() ? 1 : random.nextInt(3))
                .mapToObj(_ -> new ClassTerm("" + random.nextInt(1000), weight(random)))
                .toList();
        Optional<Recipe.Source> guide = maybe(random, "owl & moon.png");
        Optional<Recipe.Source> mask = maybe(random, "Maske, \"weiß\".png");
        var ascent = new Ascent(
                weight(random),
                List.of(StepNorm.values()).get(random.nextInt(StepNorm.values().length)),
                random.nextDouble(20),
                random.nextBoolean() ? 0 : random.nextDouble(100),
                random.nextDouble(),
                random.nextBoolean());
        var settings = new DreamSettings(
                1 + random.nextInt(100),
                Math.nextUp(1.0) + random.nextDouble(90),
                1 + random.nextInt(1_000_000),
                random.nextInt(1_000_001),
                ascent,
                random.nextBoolean() ? 0 : 64 + random.nextInt(10_000));
        var spec = new DreamSpec(
                layers,
                classes,
                1 + random.nextDouble(),
                guide.map(source -> Path.of("folder", source.name())),
                mask.map(source -> Path.of("/elsewhere", source.name())),
                random.nextBoolean(),
                settings,
                random.nextBoolean(),
                random.nextLong());
        return new Recipe(
                "1.2.3",
                new Recipe.Source("a winter's évening.jpg", hash(random)),
                1 + random.nextInt(20_000),
                1 + random.nextInt(20_000),
                new Recipe.Source("some / net", hash(random)),
                spec,
                guide,
                mask,
                random.nextBoolean() ? "vector" : "reference",
                random.nextBoolean());
    }

    private static LayerTerm layer(Random random) {
        String name = List.of("inception_4c/output", "conv1/7x7_s2", "pool5", "fire9/squeeze1x1")
                .get(random.nextInt(4));
        OptionalInt channel = random.nextBoolean() ? OptionalInt.of(random.nextInt(1024)) : OptionalInt.empty();
        Optional<LayerTerm.Cell> cell = channel.isPresent() && random.nextBoolean()
                ? Optional.of(new LayerTerm.Cell(random.nextInt(500), random.nextInt(500)))
                : Optional.empty();
        return new LayerTerm(name, channel, cell, weight(random));
    }

    /** Of any size and sign, some of them round. */
    private static double weight(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> 0.5;
            case 2 -> random.nextGaussian() * 1e-9;
            default -> -1 - random.nextDouble(9_000);
        };
    }

    private static Optional<Recipe.Source> maybe(Random random, String name) {
        return random.nextBoolean() ? Optional.of(new Recipe.Source(name, hash(random))) : Optional.empty();
    }

    private static String hash(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static ObjectNode sound() {
        Recipe.Source guide = new Recipe.Source("owl.png", HASH);
        var spec = new DreamSpec(
                LayerTerm.parseAll("4c,3b*0.5"),
                List.of(),
                2,
                Optional.of(guide.path()),
                Optional.empty(),
                false,
                DreamSettings.NOTEBOOK,
                true,
                1);
        var recipe = new Recipe(
                "1",
                guide,
                80,
                60,
                new Recipe.Source("net", HASH),
                spec,
                Optional.of(guide),
                Optional.empty(),
                "vector",
                false);
        return (ObjectNode) JsonMapper.shared().readTree(recipe.json(OUTCOME));
    }

    private static String refusal(String json) {
        String message = assertThrows(
                        UsageException.class,
                        () -> {
                            Recipe.parse("dream.png", json);
                            Recipe.parseOutcome("dream.png", json);
                        },
                        json)
                .getMessage();
        assertTrue(message.startsWith("dream.png: its recipe"), message);
        assertFalse(message.contains("Exception"), message);
        return message;
    }

    @Test
    void every_field_is_needed_and_of_its_kind() {
        List<String> optional = List.of("layer", "class", "guide", "mask");
        List<String> unread = List.of("objective"); // for people
        List<String> keys = new ArrayList<>();
        sound().propertyNames().forEach(keys::add);
        assertEquals(30, keys.size(), keys::toString);
        for (String key : keys) {
            ObjectNode without = sound();
            without.remove(key);
            if (!optional.contains(key) && !unread.contains(key)) {
                String message = refusal(without.toString());
                assertTrue(message.contains("'" + key + "'"), message);
            }
            for (String wrong : List.of(
                    "null", "[]", "{}", "1e999", "12345678901234567890123", "\"\\u0000\"", "\" \"", "0.5e-400")) {
                ObjectNode other = sound();
                other.put(key, "@"); // as text, or Jackson would make something sound of it
                boolean free = unread.contains(key)
                        || (List.of("reverie", "backend", "model", "layer", "class")
                                        .contains(key)
                                && wrong.startsWith("\""))
                        || (List.of("blur", "tv", "l2", "objective_before", "objective_after")
                                        .contains(key)
                                && wrong.equals("0.5e-400"))
                        || (key.startsWith("objective_") && wrong.startsWith("1"));
                if (!free) {
                    refusal(other.toString().replace("\"@\"", wrong));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "7",
                "\"recipe\"",
                "{\"reverie\":",
                "not JSON",
                "{\"step\":NaN}",
                "\u0000\u0001",
            })
    void what_is_no_recipe_at_all(String json) {
        refusal(json);
    }

    @Test
    void what_makes_no_sense() {
        for (String change : List.of(
                "octaves=0",
                "octave_scale=1",
                "iterations=0",
                "step=0",
                "jitter=-1",
                "power=3",
                "power=0.5",
                "blur=-1",
                "l2=1",
                "tile=3",
                "width=0",
                "height=-3",
                "seed=1.5",
                "step_norm=\"other\"",
                "layer=\"4c:\"",
                "layer=\"\"",
                "class=\"\"",
                "photo=\"../../secret.png\"",
                "photo=\"/etc/passwd\"",
                "guide=\"folder/owl.png\"",
                "photo_sha256=\"0123\"",
                "exact=1")) {
            ObjectNode json = sound();
            int equals = change.indexOf('=');
            json.set(change.substring(0, equals), JsonMapper.shared().readTree(change.substring(equals + 1)));
            refusal(json.toString());
        }
        ObjectNode nothing = sound();
        nothing.remove("layer");
        refusal(nothing.toString());
        refusal("[".repeat(100_000));
    }
}
