package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import reverie.cli.command.DreamCommand;
import reverie.cli.dream.Preset;
import reverie.cli.dream.Recipe;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureMetadata;
import reverie.cli.picture.PictureWriter;
import reverie.engine.image.Image;
import tools.jackson.databind.json.JsonMapper;

/** What a dream can be told to do: every option changes the picture, and what would change nothing is refused. */
class DreamControlsTest {

    private static final int WIDTH = 80;
    private static final int HEIGHT = 60;

    /** These have tests of their own, or choose what computes and where the result goes. */
    private static final Set<String> NOT_OF_THE_PICTURE = Set.of(
            "--backend",
            "--device",
            "--exact",
            "--force",
            "--help",
            "--max-memory",
            "--model",
            "--output",
            "--preview",
            "--resume",
            "--sidecar",
            "--stacktrace",
            "--threads",
            "--tile",
            "--verbose",
            "--version");

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;
    private static Path guide;

    /** White on the left, black on the right. */
    private static Path half;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), WIDTH);
        guide = SmallModel.photo(common.resolve("guide.png"), 50);
        half = mask("half.png", 255, 0);
    }

    private static Path mask(String name, float left, float right) throws IOException {
        float[] rgb = new float[WIDTH * HEIGHT * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = i / 3 % WIDTH < WIDTH / 2 ? left : right;
        }
        Path file = common.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            PictureWriter.write(new Image(HEIGHT, WIDTH, rgb), PictureFormat.PNG, Map.of(), out);
        }
        return file;
    }

    private Invocation dream(Path out, Object... more) {
        List<Object> options = new ArrayList<>(List.of(more));
        for (String option : List.of("--octaves=2", "--iterations=2")) {
            String name = option.substring(0, option.indexOf('='));
            if (options.stream().noneMatch(word -> word.toString().startsWith(name + "="))) {
                options.add(option);
            }
        }
        return Invocation.of("dream", photo, "-m", model, "-o", out, "--force", options);
    }

    private float[] pixels(Object... more) throws IOException {
        Path out = folder.resolve("dream.png");
        dream(out, more).succeeds();
        return PhotoReader.read(out).rgb();
    }

    private String refusal(Object... more) {
        Listing before = Listing.of(folder);
        Invocation run = dream(folder.resolve("never.png"), more);
        String error = run.refusal();
        assertEquals(2, run.exitCode(), run::toString);
        assertEquals(before, Listing.of(folder));
        return error;
    }

    /** For every option what to give, in one or several ways. */
    static Map<String, List<String>> changes() {
        return Map.ofEntries(
                Map.entry(
                        "--layer",
                        List.of(
                                "--layer=conv1/7x7_s2",
                                "-l=inception_4c/3x3",
                                "--layer=4c:3",
                                "--layer=4c:3@2,1",
                                "--layer=4c*-1",
                                "--layer=4c,conv1/relu_7x7",
                                "--layer=4c,conv1/relu_7x7*3",
                                "--layer=inception_4c/?x?")),
                Map.entry("--class", List.of("--class=cabin", "--class=2", "--class=cabin*-1", "--class=evening")),
                Map.entry("--guide", List.of("--guide=" + guide)),
                Map.entry("--power", List.of("--power=1.5")),
                Map.entry("--preset", List.of("--preset=keras")),
                Map.entry("--octaves", List.of("--octaves=3")),
                Map.entry("--octave-scale", List.of("--octave-scale=1.6")),
                Map.entry("--iterations", List.of("--iterations=3")),
                Map.entry("--step", List.of("--step=2")),
                Map.entry("--step-norm", List.of("--step-norm=std", "--step-norm=laplacian", "--step-norm=none")),
                Map.entry("--blur", List.of("--blur=1")),
                Map.entry("--tv", List.of("--tv=0.5")),
                Map.entry("--l2", List.of("--l2=0.3")),
                Map.entry("--mask", List.of("--mask=" + half)),
                Map.entry("--keep-colours", List.of("--keep-colours")),
                Map.entry("--noise", List.of("--noise")),
                Map.entry("--jitter", List.of("--jitter=0")),
                Map.entry("--seed", List.of("--seed=7")),
                Map.entry("--size", List.of("--size=60")));
    }

    static Stream<String> everyChange() {
        return changes().values().stream().flatMap(List::stream).sorted();
    }

    @Test
    void no_option_is_without_a_test() {
        Set<String> options = CommandSpec.forAnnotatedObject(new DreamCommand()).options().stream()
                .filter(option -> !option.hidden())
                .map(DreamControlsTest::mainName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = new TreeSet<>(changes().keySet());
        NOT_OF_THE_PICTURE.stream()
                .filter(name -> !name.equals("--stacktrace")) // of the program
                .forEach(tested::add);
        assertEquals(tested, options);
    }

    private static String mainName(OptionSpec option) {
        return Stream.of(option.names())
                .filter(name -> name.startsWith("--"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("everyChange")
    void every_option_changes_the_picture(String option) throws IOException {
        assertFalse(Arrays.equals(pixels(), pixels(option)));
    }

    @ParameterizedTest
    @CsvSource({
        "--guide-image, --guide",
        "--use-noise, --noise",
        "--keep-colors, --keep-colours",
        "--original-colors, --keep-colours",
    })
    void other_names_mean_the_same(String other, String ours) throws IOException {
        String value = ours.equals("--guide") ? "=" + guide : "";
        assertArrayEquals(pixels(ours + value), pixels(other + value));
    }

    @Test
    void several_layers_may_be_given_at_once_or_one_by_one() throws IOException {
        float[] once = pixels("--layer=4c*0.5,conv1/relu_7x7");
        assertArrayEquals(once, pixels("-l", "4c*0.5", "--layer", "conv1/relu_7x7"));
        float[] mixed = pixels("--layer=4c", "--class=fir", "--class=snow*-0.5");
        assertFalse(Arrays.equals(mixed, pixels("--layer=4c", "--class=fir")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--power=1.5 --layer=4c:3 | --power concerns whole layers",
                "--power=1.5 --class=fir | --power concerns whole layers",
                "--power=1.5 --guide=GUIDE | --power concerns whole layers",
                "--power=NaN | --power must be from 1 to 2",
                "--guide=GUIDE --layer=4c:3 | --guide needs a whole layer",
                "--guide=GUIDE --class=fir | --guide needs a whole layer",
                "--mask=BLACK | all black: nothing would change",
                "--layer=4c:16 | has channels 0 to 15, and no 16",
                "--layer=4c:999999999 | has channels 0 to 15",
                "--layer=4c:3@99,0 | cells on this picture, and none at 99,0",
                "--layer=4c:3@0,99 | cells on this picture, and none at 0,99",
                "--layer=nothing_* | no layer matches 'nothing_*'",
                "--layer=4c: | is not of the form LAYER",
                "--layer=4c:1@2 | is not of the form LAYER",
                "--layer=4c@1,2 | no layer",
                "--layer=*0.5 | no layer matches",
                "--layer= | is not of the form LAYER",
                "--layer=4c, | is not of the form LAYER",
                "--layer=4c*0 | a weight must be a number other than 0",
                "--layer=4c*1e999 | a weight must be a number other than 0",
                "--class=fir*0 | a weight must be a number other than 0",
                "--class= | the name of the class is empty",
                "--class=5 | there are classes 0 to 4",
                "--class=elephant | no class 'elephant'; did you mean",
                "--class=n | may be 5 classes",
                "--max-memory=0 | --max-memory must be",
                "--max-memory=x | --max-memory must be",
                "--max-memory=-5M | --max-memory must be",
                "--tile=3 | a tile must be at least 64 pixels long",
                "--tile=-64 | a tile must be at least 64 pixels long",
                "--tv=-1 | total variation must be from 0",
                "--tv=NaN | total variation must be from 0",
                "--l2=1 | the pull to the photo must be",
                "--l2=NaN | the pull to the photo must be",
                "--blur=21 | blur must be from 0 to 20",
                "--step-norm=loud | --step-norm",
                "--preset=other | no preset 'other'; there are google2015",
            })
    void what_cannot_be_meant_is_refused(String options, String reason) throws IOException {
        Path black = mask("black.png", 0, 0);
        String words = options.replace("GUIDE", guide.toString()).replace("BLACK", black.toString());
        String error = refusal(List.of(words.strip().split(" ")).toArray());
        assertTrue(error.contains(reason.strip()), error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--guide", "--mask"})
    void pictures_that_cannot_be_read(String option) throws IOException {
        byte[] bytes = Files.readAllBytes(guide);
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(bytes, bytes.length / 2));
        Path text = Files.writeString(folder.resolve("text.png"), "no picture", StandardCharsets.US_ASCII);
        Path empty = Files.createFile(folder.resolve("empty.png"));
        for (Path bad : List.of(cut, text, empty, folder, folder.resolve("missing.png"))) {
            Listing before = Listing.of(folder);
            String error = dream(folder.resolve("never.png"), option, bad).refusal();
            assertTrue(error.contains(bad.toString()), error);
            assertEquals(before, Listing.of(folder));
        }
    }

    @Test
    void a_white_mask_is_no_mask() throws IOException {
        float[] without = pixels();
        float[] white = pixels("--mask", mask("white.png", 255, 255));
        for (int i = 0; i < without.length; i++) {
            assertEquals(without[i], white[i], 1); // a step's length is measured otherwise
        }
    }

    @Test
    void nothing_changes_where_the_mask_is_black() throws IOException {
        float[] before = PhotoReader.read(photo).rgb();
        float[] dreamt = pixels("--mask", half);
        double left = 0;
        for (int i = 0; i < before.length; i++) {
            int x = i / 3 % WIDTH;
            if (x < WIDTH / 2) {
                left += Math.abs(dreamt[i] - before[i]);
            } else if (x > WIDTH / 2 + 2) { // the smaller octave's mask is soft at the edge
                assertEquals(before[i], dreamt[i], 1, "at column " + x);
            }
        }
        assertTrue(left / (before.length / 2.0) > 0.5);
    }

    @Test
    void colours_are_kept() throws IOException {
        float[] before = PhotoReader.read(photo).rgb();
        float[] dreamt = pixels("--keep-colours", "--step=0.5");
        for (int i = 0; i < before.length; i += 3) {
            boolean clipped = false;
            for (int c = i; c < i + 3; c++) {
                clipped |= dreamt[c] < 2 || dreamt[c] > 253;
            }
            if (!clipped) {
                assertEquals(before[i] - before[i + 1], dreamt[i] - dreamt[i + 1], 2);
                assertEquals(before[i + 1] - before[i + 2], dreamt[i + 1] - dreamt[i + 2], 2);
            }
        }
    }

    @Test
    void a_negative_weight_makes_shrink() {
        Path out = folder.resolve("dream.png");
        assertTrue(growth(out, "--layer=4c") > 1);
        assertTrue(growth(out, "--layer=4c*-1") > 0); // both values are negative: 'undream' takes the objective down
        Invocation run = dream(out, "--layer=4c*-1").succeeds();
        assertTrue(run.err().matches("(?s).*objective -\\S+ -> -\\S+\\R.*"), run::toString);
    }

    private double growth(Path out, String option) {
        dream(out, option).succeeds();
        try {
            var recipe = JsonMapper.shared().readTree(PictureMetadata.read(out).get(Recipe.KEY));
            return recipe.get("objective_after").asDouble()
                    / recipe.get("objective_before").asDouble();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void classes_are_told_by_their_labels() {
        Invocation run = dream(folder.resolve("dream.png"), "--class=1", "--class=snow*0.5")
                .succeeds();
        assertTrue(run.err().contains("model small, class cabin, snow*0.5, 80 x 60 pixels, seed 1"), run::toString);
    }

    @Test
    void too_little_memory_makes_tiles_and_far_too_little_a_refusal() {
        Path out = folder.resolve("dream.png");
        Invocation refused = dream(out, "--max-memory=1M");
        assertEquals(1, refused.exitCode(), refused::toString);
        assertTrue(refused.refusal().contains("--max-memory allows"), refused::toString);
        assertTrue(Files.notExists(out));
    }

    /** This network sees so little at once that tiles lose nothing. */
    @Test
    void tiles_need_less_memory_and_make_the_same_picture() throws IOException {
        float[] whole = pixels();
        float[] tiled = pixels("--tile=64");
        for (int i = 0; i < whole.length; i++) {
            assertEquals(whole[i], tiled[i], 1);
        }
        assertTrue(activationMegabytes("--tile=256") < activationMegabytes("--tile=0") / 2);
    }

    private int activationMegabytes(String tile) {
        Invocation run = Invocation.of(
                        "dream",
                        "-m",
                        model,
                        "-o",
                        folder.resolve("dream.png"),
                        "--force",
                        "--octaves=1",
                        "--iterations=1",
                        "-v",
                        tile)
                .succeeds();
        Matcher line = Pattern.compile("activations and gradients (\\d+)").matcher(run.err());
        assertTrue(line.find(), run::toString);
        return Integer.parseInt(line.group(1));
    }

    @Test
    void more_memory_than_there_is_is_as_good_as_all() throws IOException {
        assertArrayEquals(pixels(), pixels("--max-memory=999999999999G"));
    }

    @Test
    void the_sidecar_is_the_recipe_of_the_picture() throws IOException {
        Path out = folder.resolve("dream.png");
        dream(out, "--sidecar").succeeds();
        Path sidecar = folder.resolve("dream.png.json");
        assertEquals(PictureMetadata.read(out).get(Recipe.KEY) + "\n", Files.readString(sidecar));
        Files.delete(out);
        Invocation again =
                Invocation.of("dream", photo, "-m", model, "-o", out, "--octaves=1", "--iterations=1", "--sidecar");
        assertTrue(again.refusal().contains("dream.png.json is there already"), again::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview.png", "preview.jpg"})
    void the_preview_ends_as_the_dream_does(String name) throws IOException {
        Path preview = folder.resolve(name);
        float[] dreamt = pixels("--preview", preview);
        Image shown = PhotoReader.read(preview);
        assertEquals(WIDTH, shown.width());
        if (name.endsWith("png")) {
            assertArrayEquals(dreamt, shown.rgb());
        }
        assertArrayEquals(dreamt, pixels(), "it changes nothing");
        assertTrue(dream(folder.resolve("never.png"), "--preview", folder.resolve("preview.gif"))
                .refusal()
                .contains("preview.gif"));
    }

    @ParameterizedTest
    @EnumSource
    void every_preset_dreams_and_is_listed_as_it_is(Preset preset) throws IOException {
        Path out = folder.resolve("dream.png");
        dream(out, "--preset=" + preset.label(), "--iterations=1").succeeds();
        var recipe = JsonMapper.shared().readTree(PictureMetadata.read(out).get(Recipe.KEY));
        assertEquals(preset.settings().ascent().stepSize(), recipe.get("step").asDouble());
        assertEquals(preset.settings().octaveScale(), recipe.get("octave_scale").asDouble());

        String list = Invocation.of("presets").succeeds().out();
        assertTrue(list.contains(preset.label()) && list.contains(preset.optionsLine()), list);
        String page = Files.readString(SmallModel.root().resolve("docs/presets.md"));
        String row = page.lines()
                .filter(line -> line.startsWith("| `" + preset.label() + "` |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(preset.label() + " is not in docs/presets.md"));
        assertTrue(row.contains("`" + preset.optionsLine() + "`"), () -> row + " lacks " + preset.optionsLine());
    }
}
