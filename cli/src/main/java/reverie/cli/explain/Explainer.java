package reverie.cli.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import reverie.cli.dream.ClassTerm;
import reverie.cli.dream.Dream;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.dream.PreparedDream;
import reverie.cli.explain.Explanation.DreamtStage;
import reverie.cli.report.JobProgress;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DreamException;
import reverie.engine.dream.DreamObjective.Term;
import reverie.engine.image.Image;
import reverie.engine.layer.LayerException;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.ReceptiveField;
import reverie.engine.study.CheckedDerivative;
import reverie.engine.study.GradientCheck;
import reverie.engine.study.OpenPass;

/** Takes a network apart for one photo. */
public final class Explainer {

    /** Steps of a single pixel's difference, in grey levels. */
    private static final List<Double> STEPS = steps(-7, 4);

    /** Steps of all pixels at once, which have a larger effect and cross more kinks. */
    private static final List<Double> STEPS_OF_ALL = steps(-10, 1);

    private final DreamStudio studio;
    private final Photo photo;
    private final DreamSpec spec;
    private final PreparedDream prepared;
    private final Term term;
    private final OptionalInt wantedClass;
    private final List<Place> places;
    private final Network network;
    private final Consumer<String> tell;

    /**
     * Checks that all of it can be done.
     *
     * @param asked a dream at one layer, perhaps with a class, which is what to look for and not what to dream of
     * @param places pixels to check; if there are none, some that are worth it
     * @param tell is told what was decided on the way, in lines
     * @throws UsageException if something else was asked for
     * @throws LayerException if the photo is too small
     * @throws DreamException if there is too little memory
     */
    public Explainer(DreamStudio studio, Photo photo, DreamSpec asked, List<Place> places, Consumer<String> tell)
            throws IOException {
        this.studio = studio;
        this.photo = photo;
        this.places = places;
        this.tell = tell;
        Model model = studio.model();
        this.spec = asked.withObjective(
                asked.layers().isEmpty() ? DreamSpec.defaults(model).layers() : asked.layers(), List.of());
        if (spec.guide().isPresent()) {
            throw new UsageException("explain shows what a layer sees by itself; leave --guide out");
        }
        this.wantedClass = wantedClass(asked.classes());
        this.prepared = studio.prepare(spec, photo, tell, _ -> {});
        List<Term> terms = prepared.objective().terms();
        if (terms.size() != 1 || terms.getFirst().weight() != 1) {
            throw new UsageException("explain follows one layer, as it is: name one, such as --layer 4c");
        }
        this.term = terms.getFirst();
        for (Place place : places) {
            if (place.x() >= photo.image().width() || place.y() >= photo.image().height()) {
                throw new UsageException("there is no pixel %s in a picture of %d x %d pixels"
                        .formatted(place, photo.image().width(), photo.image().height()));
            }
        }
        requireMemory(model.definition());
        this.network = new Network(model.definition(), model.weights(), studio.backend());
    }

    /** Powers of two, which floats hold without rounding. */
    private static List<Double> steps(int smallest, int largest) {
        return IntStream.rangeClosed(smallest, largest)
                .mapToObj(exponent -> Math.scalb(1.0, exponent))
                .toList();
    }

    private OptionalInt wantedClass(List<ClassTerm> terms) {
        if (terms.isEmpty()) {
            return OptionalInt.empty();
        }
        if (terms.size() > 1 || terms.getFirst().weight() != 1) {
            throw new UsageException("explain looks for one class, as it is: name one, such as --class goldfish");
        }
        ClassView.obstacle(studio.model().definition()).ifPresent(obstacle -> {
            throw new UsageException("--class is for classifiers, and %s is none"
                    .formatted(studio.model().definition().name()));
        });
        return OptionalInt.of(studio.labels().find(terms.getFirst().name()));
    }

    private void requireMemory(NetworkDefinition definition) {
        Image image = photo.image();
        boolean fits = OpenPass.forecast(definition, studio.backend(), image.height(), image.width(), term.layer())
                .filter(forecast -> 2 * forecast.bytes() <= studio.limit().bytes())
                .isPresent();
        if (!fits) {
            throw new DreamException(
                    "a picture of %d x %d pixels is too large to keep what every layer says of it, %s; use a smaller --size"
                            .formatted(image.width(), image.height(), studio.limit()));
        }
    }

    /**
     * Does it.
     *
     * @param progress shows how dreams get on, of so much work
     * @param stop whether the user wants to end: dreams are left out then
     */
    public Explanation explain(Function<List<JobProgress.Work>, JobProgress> progress, BooleanSupplier stop)
            throws IOException {
        Model model = studio.model();
        Image image = photo.image();
        var check = new GradientCheck(
                network,
                image.height(),
                image.width(),
                term.layer(),
                term.objective(),
                model.dreamPreprocessing().toInput(image));
        List<LayerStudy> layers = layers(check.pass());
        tell.accept("%d layers looked at".formatted(layers.size()));
        double slope = meanAbsolute(check.gradient());
        List<CheckedDerivative> checks = checks(check);
        tell.accept("%d derivatives checked".formatted(checks.size()));
        Optional<String> noClasses = ClassView.obstacle(model.definition());
        Optional<ClassView> classes = noClasses.isPresent()
                ? Optional.empty()
                : Optional.of(ClassView.of(model, network, image, wantedClass));
        return new Explanation(
                model,
                photo.fileName(),
                image,
                term.layer(),
                term.objective(),
                prepared.objectiveText(),
                check.value(),
                layers,
                checks,
                classes,
                noClasses,
                slope == 0 ? List.of() : strip(slope, progress, stop));
    }

    private List<LayerStudy> layers(OpenPass pass) {
        Image image = photo.image();
        NetworkDefinition definition = network.definition();
        var shapes = new NetworkShapes(definition, image.height(), image.width());
        Map<String, ReceptiveField> fields = ReceptiveField.of(definition, shapes);
        return pass.nodes().stream()
                .map(node -> LayerStudy.of(pass, node, shapes, fields.get(node.name())))
                .toList();
    }

    private List<CheckedDerivative> checks(GradientCheck check) {
        List<CheckedDerivative> checks = new ArrayList<>();
        for (Place place : places.isEmpty() ? usualPlaces(check.gradient()) : places) {
            checks.add(check.check(
                    new GradientCheck.Place(place.x(), place.y(), strongestColour(check.gradient(), place)), STEPS));
        }
        check.checkAlongGradient(STEPS_OF_ALL).ifPresent(checks::add);
        return checks;
    }

    /** The pixel that counts most, and the one in the middle. */
    private Set<Place> usualPlaces(float[] gradient) {
        int width = photo.image().width();
        int most = 0;
        for (int i = 0; i < gradient.length; i++) {
            most = Math.abs(gradient[i]) > Math.abs(gradient[most]) ? i : most;
        }
        Set<Place> usual = new LinkedHashSet<>();
        usual.add(new Place(most / 3 % width, most / 3 / width));
        usual.add(new Place(width / 2, photo.image().height() / 2));
        return usual;
    }

    private int strongestColour(float[] gradient, Place place) {
        int at = 3 * (place.y() * photo.image().width() + place.x());
        int strongest = 0;
        for (int colour = 1; colour < 3; colour++) {
            strongest = Math.abs(gradient[at + colour]) > Math.abs(gradient[at + strongest]) ? colour : strongest;
        }
        return strongest;
    }

    private static double meanAbsolute(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .average()
                .orElse(0);
    }

    private List<DreamtStage> strip(
            double slope, Function<List<JobProgress.Work>, JobProgress> progress, BooleanSupplier stop)
            throws IOException {
        List<Ablation.Stage> stages = Ablation.stages(prepared.recipe().spec().settings(), slope);
        List<PreparedDream> dreams = new ArrayList<>();
        for (Ablation.Stage stage : stages) {
            dreams.add(studio.prepare(spec.withSettings(stage.settings()), photo, tell, _ -> {}));
        }
        List<DreamtStage> strip = new ArrayList<>();
        try (JobProgress bar =
                progress.apply(dreams.stream().map(PreparedDream::work).toList())) {
            for (int i = 0; i < dreams.size() && !stop.getAsBoolean(); i++) {
                String name = stages.get(i).name();
                Dream dream = dreams.get(i).run(bar.listener(i, name), Optional.empty());
                if (dream.outcome().iterationsDone() == dreams.get(i).steps()) {
                    strip.add(new DreamtStage(stages.get(i), dream.picture(), dream.line()));
                    bar.done(i, "%s: %s".formatted(name, dream.line()));
                }
            }
        }
        return strip;
    }
}
