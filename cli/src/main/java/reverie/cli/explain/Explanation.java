package reverie.cli.explain;

import java.util.List;
import java.util.Optional;
import reverie.engine.image.Image;
import reverie.engine.network.Model;
import reverie.engine.objective.Objective;
import reverie.engine.study.CheckedDerivative;

/**
 * All that was found out about a photo in a network.
 *
 * @param photoName the file's name
 * @param photo as it was looked at
 * @param layer on the way to which all layers were looked at
 * @param objective at that layer
 * @param objectiveText what grows in a dream, for people
 * @param value of the objective
 * @param layers on the way, in network order
 * @param checks of single pixels, and last of all of them along the gradient
 * @param classes what the classifier sees, or nothing
 * @param noClasses why there is nothing
 * @param strip from naive ascent to a dream; shorter or empty if it was ended early, or nothing responds to the photo
 */
public record Explanation(
        Model model,
        String photoName,
        Image photo,
        String layer,
        Objective objective,
        String objectiveText,
        double value,
        List<LayerStudy> layers,
        List<CheckedDerivative> checks,
        Optional<ClassView> classes,
        Optional<String> noClasses,
        List<DreamtStage> strip) {

    /** A stage and its picture, with how the objective grew. */
    record DreamtStage(Ablation.Stage stage, Image picture, String growth) {}

    public Explanation {
        layers = List.copyOf(layers);
        checks = List.copyOf(checks);
        strip = List.copyOf(strip);
    }
}
