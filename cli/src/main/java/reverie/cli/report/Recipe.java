package reverie.cli.report;

import java.util.LinkedHashMap;
import java.util.Map;
import reverie.engine.dream.DreamSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is needed to make a dream again, as JSON. It says nothing of threads, times or places, so that the same
 * dream is the same file.
 *
 * @param photo name of the photo's file
 * @param model name of the network
 * @param modelSha256 of the model file
 * @param power of the objective
 * @param iterationsDone how many steps were made in all; fewer than asked for if the dream was ended early
 */
public record Recipe(
        String photo,
        int width,
        int height,
        String model,
        String modelSha256,
        DreamSettings settings,
        double power,
        long seed,
        String backend,
        int iterationsDone,
        double objectiveBefore,
        double objectiveAfter) {

    /** Key of the recipe among the texts of a PNG. */
    public static final String KEY = "reverie:recipe";

    /** The texts that go into the picture. */
    public Map<String, String> texts() {
        Map<String, Object> recipe = new LinkedHashMap<>();
        recipe.put("reverie", Version.number());
        recipe.put("photo", photo);
        recipe.put("width", width);
        recipe.put("height", height);
        recipe.put("model", model);
        recipe.put("model_sha256", modelSha256);
        recipe.put("layer", settings.layer());
        recipe.put("octaves", settings.octaves());
        recipe.put("octave_scale", settings.octaveScale());
        recipe.put("iterations", settings.iterations());
        recipe.put("step", settings.stepSize());
        recipe.put("blur", settings.blur());
        recipe.put("step_norm", settings.stepNorm().toString());
        recipe.put("jitter", settings.jitter());
        recipe.put("seed", seed);
        recipe.put("objective", power == 2 ? "l2" : "power");
        recipe.put("power", power);
        recipe.put("backend", backend);
        recipe.put("iterations_done", iterationsDone);
        recipe.put("objective_before", objectiveBefore);
        recipe.put("objective_after", objectiveAfter);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "reverie " + Version.number());
        texts.put(KEY, JsonMapper.shared().writeValueAsString(recipe));
        return texts;
    }
}
