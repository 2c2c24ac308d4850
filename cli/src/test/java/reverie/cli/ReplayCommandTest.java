package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.dream.Recipe;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureMetadata;
import reverie.cli.picture.PictureWriter;
import reverie.cli.report.Version;
import reverie.engine.image.Image;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code replay}: a recipe is followed to the byte, or it is said what differs. */
class ReplayCommandTest {

    private static final List<String> SHORT = List.of("--octaves=2", "--iterations=2");

    @TempDir
    static Path common;

    private static Path model;

    @TempDir
    Path folder;

    private Path photo;
    private Path dream;

    @BeforeAll
    static void makeModel() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
    }

    @BeforeEach
    void makePhoto() throws IOException {
        photo = SmallModel.photo(folder.resolve("photo.png"), 80);
        dream = folder.resolve("dream.png");
    }

    private void dream(Object... more) {
        Invocation.of("dream", photo, "-m", model, "-o", dream, SHORT, List.of(more))
                .succeeds();
    }

    private Invocation replay(Object... more) {
        return Invocation.of("replay", dream, "-m", model, List.of(more));
    }

    private void isTheSame(Object... more) {
        Listing before = Listing.of(folder);
        Invocation run = replay(more).succeeds();
        assertEquals("the same bytes as " + dream + System.lineSeparator(), run.out(), run::toString);
        assertEquals(before, Listing.of(folder), "nothing is written");
    }

    private String differs(Object... more) {
        Invocation run = replay(more);
        assertEquals(1, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith("not the same bytes as " + dream + ": "), run::toString);
        return run.out();
    }

    private String refusal(Object... more) {
        Listing before = Listing.of(folder);
        Invocation run = replay(more);
        String error = run.refusal();
        assertEquals(2, run.exitCode(), run::toString);
        assertEquals(before, Listing.of(folder));
        return error;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seed=-7",
                "--size=61",
                "--layer=4c:3,conv1/relu_7x7*0.25,inception_4c/1x1:2@3,1*-1.5e-1",
                "--class=cabin*0.5 --class=3",
                "--power=1.5 --blur=0.7 --step-norm=std --step=0.8",
                "--step-norm=laplacian --octave-scale=1.7",
                "--step-norm=none --step=1e-5",
                "--tv=0.2 --l2=0.03 --keep-colours --noise",
                "--exact",
                "--tile=64",
                "--backend=reference --iterations=1",
                "--preset=gordic --iterations=1",
                "--jitter=0 --octaves=12",
            })
    void a_dream_is_replayed_to_the_byte(String options) {
        if (options.contains("--octaves=12")) {
            Invocation.of("dream", photo, "-m", model, "-o", dream, "--jitter=0", "--iterations=1")
                    .succeeds();
        } else {
            List<String> words = List.of(options.split(" "));
            List<String> rest = SHORT.stream()
                    .filter(word -> words.stream().noneMatch(w -> w.startsWith(word.substring(0, word.indexOf('=')))))
                    .toList();
            Invocation.of("dream", photo, "-m", model, "-o", dream, rest, words).succeeds();
        }
        isTheSame();
    }

    @Test
    void guide_and_mask_are_found_beside_the_dream_or_where_they_are_named() throws IOException {
        Path guide = SmallModel.photo(folder.resolve("guide.png"), 50);
        Path mask = mask(folder.resolve("mask.png"), 255);
        dream("--guide", guide, "--mask", mask);
        isTheSame();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path movedGuide = Files.move(guide, elsewhere.resolve("owl.png"));
        Path movedMask = Files.move(mask, elsewhere.resolve("m.png"));
        assertTrue(refusal().contains("the guide guide.png lies neither"));
        assertTrue(refusal("--guide", movedGuide).contains("--mask"));
        isTheSame("--guide", movedGuide, "--mask", movedMask);
        String error = refusal("--guide", movedMask, "--mask", movedMask);
        assertTrue(error.contains("the SHA-256 of the guide guide.png is "), error);
        String difference = differs("--guide", movedMask, "--mask", movedMask, "--anyway");
        assertTrue(difference.contains("guide_sha256 is ") && difference.contains(" pixels differ"), difference);
    }

    private static Path mask(Path file, int left) throws IOException {
        float[] rgb = new float[20 * 10 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = i / 3 % 20 < 10 ? left : 255 - left;
        }
        try (var out = Files.newOutputStream(file)) {
            PictureWriter.write(new Image(10, 20, rgb), PictureFormat.PNG, Map.of(), out);
        }
        return file;
    }

    @Test
    void the_photo_may_be_called_otherwise_but_must_be_the_same() throws IOException {
        dream();
        Path other = Files.move(photo, folder.resolve("renamed.png"));
        assertTrue(refusal().contains("the photo photo.png lies neither beside the dream nor here"));
        isTheSame(other);
        Path smaller = SmallModel.photo(folder.resolve("smaller.png"), 79);
        String error = refusal(smaller);
        assertTrue(error.contains("the SHA-256 of the photo photo.png is ") && error.contains("--anyway"), error);
        String difference = differs(smaller, "--anyway");
        assertTrue(difference.contains("width is 80 there and 79 here"), difference);
        assertTrue(difference.contains("80 x 60 pixels there and 79 x "), difference);
    }

    @Test
    void the_winter_scene_is_always_at_hand() {
        Invocation.of("dream", "-m", model, "-o", dream, SHORT, "--size=90").succeeds();
        isTheSame();
    }

    @Test
    void another_model_is_refused() throws IOException {
        dream();
        byte[] bytes = TamperedModel.withFirstValue(Files.readAllBytes(model), 0.01f);
        Path other = Files.write(folder.resolve("other.safetensors"), bytes);
        Invocation refused = Invocation.of("replay", dream, "-m", other);
        assertTrue(refused.refusal().contains("the SHA-256 of the model small is "), refused::toString);
        assertEquals(2, refused.exitCode(), refused::toString);
        Invocation missing = Invocation.of("replay", dream);
        assertTrue(missing.refusal().contains("name its file with --model"), missing::toString);
        Invocation anyway = Invocation.of("replay", dream, "-m", other, "--anyway");
        assertEquals(1, anyway.exitCode(), anyway::toString);
        assertTrue(anyway.out().contains("model_sha256 is "), anyway::toString);
    }

    @Test
    void the_bundled_model_is_found() {
        Invocation.of("dream", photo, "-m", "bundled", "-o", dream, "--octaves=1", "--iterations=1")
                .succeeds();
        Invocation run = Invocation.of("replay", dream).succeeds();
        assertTrue(run.out().startsWith("the same bytes"), run::toString);
    }

    @Test
    void another_backend_is_compared() {
        dream("--backend=vector");
        String difference = differs("--backend=reference");
        assertTrue(difference.contains("backend is vector there and reference here"), difference);
        assertTrue(difference.contains("pixels differ, by at most") || difference.contains("all pixels are the same"));
        assertTrue(differs("--exact").contains("exact is false there and true here"));
    }

    /** Only what was asked for changes; the rest is the recipe's. */
    @Test
    void other_options_change_the_recipe() throws IOException {
        dream("--seed=5", "--blur=1");
        Path changed = folder.resolve("dream.replay.png");
        Invocation run = replay("--layer=conv1/relu_7x7").succeeds();
        assertEquals(changed + System.lineSeparator(), run.out());
        Path direct = folder.resolve("direct.png");
        Invocation.of("dream", photo, "-m", model, "-o", direct, SHORT, "--seed=5", "--blur=1", "-l", "conv1/relu_7x7")
                .succeeds();
        assertArrayEquals(Files.readAllBytes(direct), Files.readAllBytes(changed));
        assertTrue(refusal("--layer=conv1/relu_7x7").contains("--force"));
        replay("--layer=conv1/relu_7x7", "--force").succeeds();
        // What is the recipe's own changes nothing.
        isTheSame("--layer=4c", "--seed=5");
        replay("--size=50", "--force").succeeds();
        assertEquals(50, PhotoReader.read(changed).width());
        replay("--preset=video", "--force").succeeds();
        var recipe = JsonMapper.shared().readTree(PictureMetadata.read(changed).get(Recipe.KEY));
        assertEquals(1.5, recipe.get("octave_scale").asDouble());
        assertEquals(5, recipe.get("seed").asInt());
    }

    @Test
    void a_comparison_is_written_where_it_is_asked_for() throws IOException {
        dream();
        Path again = folder.resolve("again.png");
        Invocation run = replay("-o", again).succeeds();
        assertEquals(
                List.of("the same bytes as " + dream, again.toString()),
                run.out().lines().toList());
        assertArrayEquals(Files.readAllBytes(dream), Files.readAllBytes(again));
    }

    @Test
    void what_was_painted_over_is_counted() throws IOException {
        dream();
        Map<String, String> texts = PictureMetadata.read(dream);
        Image image = PhotoReader.read(dream);
        float[] rgb = image.rgb();
        for (int i = 300; i < 306; i++) {
            rgb[i] += rgb[i] > 100 ? -9 : 9;
        }
        rgb[0] += rgb[0] > 100 ? -40 : 40;
        try (var out = Files.newOutputStream(dream)) {
            PictureWriter.write(image, PictureFormat.PNG, texts, out);
        }
        assertEquals(
                "not the same bytes as %s: 3 of 4800 pixels differ, by at most 40 grey levels%n".formatted(dream),
                differs());
    }

    @Test
    void what_another_program_packed_anew_is_told() throws IOException {
        dream();
        Map<String, String> texts = new java.util.LinkedHashMap<>(PictureMetadata.read(dream));
        texts.put("Comment", "nice");
        write(texts);
        assertTrue(differs().contains("picture and recipe are the same, but another program"));
    }

    @Test
    void another_version_is_told() throws IOException {
        dream();
        change(json -> json.replace(Version.number(), "0.0.1"));
        Invocation run = replay();
        assertEquals(1, run.exitCode(), run::toString);
        assertTrue(run.err().contains("made by version 0.0.1, this is " + Version.number()), run::toString);
        assertTrue(run.out().contains("reverie is 0.0.1 there and"), run::toString);
        assertTrue(run.out().contains("all pixels are the same"), run::toString);
    }

    private void change(UnaryOperator<String> change) throws IOException {
        Map<String, String> texts = new java.util.LinkedHashMap<>(PictureMetadata.read(dream));
        texts.computeIfPresent(Recipe.KEY, (_, json) -> change.apply(json));
        write(texts);
    }

    private void write(Map<String, String> texts) throws IOException {
        Image image = PhotoReader.read(dream);
        try (var out = Files.newOutputStream(dream)) {
            PictureWriter.write(image, PictureFormat.PNG, texts, out);
        }
    }

    @Test
    void a_jpeg_is_replayed_by_its_sidecar() throws IOException {
        dream = folder.resolve("dream.jpg");
        dream("--sidecar", "--seed=3");
        isTheSame();
        Path sidecar = folder.resolve("dream.jpg.json");
        Invocation named = Invocation.of("replay", sidecar, "-m", model).succeeds();
        assertTrue(named.out().startsWith("the same bytes as " + dream), named::toString);
        // Without its picture there is nothing to compare, and it is made anew.
        byte[] bytes = Files.readAllBytes(dream);
        Files.delete(dream);
        Invocation.of("replay", sidecar, "-m", model, "-o", folder.resolve("anew.jpg"))
                .succeeds();
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("anew.jpg")));
        Invocation anew = Invocation.of("replay", sidecar, "-m", model).succeeds();
        assertEquals(folder.resolve("dream.replay.png") + System.lineSeparator(), anew.out());
    }

    @Test
    void what_is_no_dream_is_refused() throws IOException {
        dream = photo;
        assertTrue(refusal().contains("carries no recipe"));
        dream = folder.resolve("photo.jpg");
        try (var out = Files.newOutputStream(dream)) {
            PictureWriter.write(PhotoReader.read(photo), PictureFormat.JPEG, Map.of(), out);
        }
        assertTrue(refusal().contains("without its sidecar photo.jpg.json it cannot be replayed"));
        dream = folder.resolve("missing.png");
        assertTrue(replay().refusal().contains("missing.png"));
        for (String name : List.of("missing.json", "folder.json", "empty.json", "noise.json", "long.json")) {
            dream = folder.resolve(name);
            switch (name) {
                case "folder.json" -> Files.createDirectory(dream);
                case "empty.json" -> Files.createFile(dream);
                case "noise.json" -> Files.write(dream, new byte[] {-1, -2, -3, 7});
                case "long.json" -> Files.write(dream, new byte[2 << 20]);
                default -> {}
            }
            assertTrue(replay().refusal().contains(name));
        }
    }

    @Test
    void damaged_recipes_are_refused() throws IOException {
        dream();
        byte[] whole = Files.readAllBytes(dream);
        for (List<String> change : List.of(
                List.of("\"seed\":1", "\"seed\":\"x\""),
                List.of("\"octaves\":2", "\"octaves\":99999999999"),
                List.of("\"step\":1.5", "\"step\":NaN"),
                List.of("\"iterations_done\":4", "\"iterations_done\":5"),
                List.of("\"iterations_done\":4", "\"iterations_done\":-1"),
                List.of("inception_4c/output", "inception_9z/output"),
                List.of("\"backend\":\"vector\"", "\"backend\":\"abacus\""),
                List.of("{\"reverie\"", "[\"reverie\""))) {
            Files.write(dream, whole);
            change(json -> {
                String changed = json.replace(change.getFirst(), change.getLast());
                assertFalse(changed.equals(json), change::toString);
                return changed;
            });
            refusal();
        }
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        Files.write(dream, cut);
        assertTrue(replay().refusal().contains("damaged"));
        Files.write(dream, new String("no picture at all").getBytes(StandardCharsets.US_ASCII));
        refusal();
    }
}
