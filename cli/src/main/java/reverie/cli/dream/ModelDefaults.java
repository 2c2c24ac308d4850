package reverie.cli.dream;

import java.util.Optional;
import reverie.cli.report.UsageException;
import reverie.engine.dream.StepNorm;
import reverie.engine.network.Model;
import reverie.weights.ModelMetadata;

/** What a model's file says about how to dream with it. */
record ModelDefaults(Model model) {

    Optional<String> text(String key) {
        return Optional.ofNullable(model.metadata().get(key));
    }

    int count(String key, int otherwise) {
        double value = number(key, otherwise);
        if (value != Math.rint(value)) {
            throw unknown(key);
        }
        return (int) value;
    }

    double number(String key, double otherwise) {
        try {
            return text(key).map(Double::parseDouble).orElse(otherwise);
        } catch (NumberFormatException _) {
            throw unknown(key);
        }
    }

    StepNorm stepNorm() {
        String name = text(ModelMetadata.DREAM_STEP_NORM).orElse(StepNorm.MEAN_ABSOLUTE.toString());
        return StepNorm.find(name).orElseThrow(() -> unknown(ModelMetadata.DREAM_STEP_NORM));
    }

    private UsageException unknown(String key) {
        return new UsageException("the model's own %s is '%s'; give that option yourself"
                .formatted(key, text(key).orElse("")));
    }
}
