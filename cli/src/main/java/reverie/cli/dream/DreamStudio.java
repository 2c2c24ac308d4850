package reverie.cli.dream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import reverie.cli.picture.Resampling;
import reverie.cli.report.MemoryLimit;
import reverie.cli.report.MemoryReport;
import reverie.cli.report.UsageException;
import reverie.cli.report.Version;
import reverie.engine.dream.DreamException;
import reverie.engine.dream.DreamMemory;
import reverie.engine.dream.DreamObjective;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.Mask;
import reverie.engine.dream.Octaves;
import reverie.engine.image.Image;
import reverie.engine.layer.LayerException;
import reverie.engine.network.MemoryForecast;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Pass;
import reverie.engine.network.ReceptiveField;
import reverie.engine.objective.GuideObjective;
import reverie.engine.objective.Objective;
import reverie.engine.objective.PowerObjective;
import reverie.kernels.Backend;
import reverie.weights.ModelFile;

/**
 * Where dreams are prepared: a model on a backend, and so much memory. All dreams of a command share its networks, so that
 * weights are brought into the backend's order once.
 */
public final class DreamStudio {

    private static final float MID_GREY = 127.5f;
    private static final float NOISE_DEVIATION = 16;

    private final ModelFile file;
    private final Backend backend;
    private final boolean exact;
    private final MemoryLimit limit;
    private final Map<Boolean, Network> networks = new HashMap<>();
    private final Map<Path, Photo> pictures = new HashMap<>();

    /** @param exact whether the backend was asked to sum convolutions as they are defined */
    public DreamStudio(ModelFile file, Backend backend, boolean exact, MemoryLimit limit) {
        this.file = file;
        this.backend = backend;
        this.exact = exact;
        this.limit = limit.on(backend);
    }

    public Model model() {
        return file.model();
    }

    public Backend backend() {
        return backend;
    }

    /**
     * The same, every layer by its full name and every class by its number.
     *
     * @throws UsageException if the model has none of the kind
     */
    public DreamSpec resolved(DreamSpec spec) {
        DreamTerms terms = DreamTerms.of(model(), spec);
        return spec.withObjective(terms.layers(), terms.classes());
    }

    /**
     * The layers that a dream would look at, by full name.
     *
     * @throws UsageException if the model has none of the kind
     */
    public List<String> layers(DreamSpec spec) {
        return DreamTerms.of(model(), spec).layerNames();
    }

    /**
     * Makes a dream ready.
     *
     * @param tell is told what was decided on the way, in lines
     * @param verbose is told more
     * @throws UsageException if something is asked for that the model or the photo does not have
     * @throws LayerException if the photo is too small
     * @throws DreamException if there is too little memory
     */
    public PreparedDream prepare(DreamSpec spec, Photo photo, Consumer<String> tell, Consumer<String> verbose)
            throws IOException {
        return prepare(spec, new DreamPictures(photo, picture(spec.guide()), picture(spec.mask())), tell, verbose);
    }

    /** The same with pictures that have been read. */
    public PreparedDream prepare(
            DreamSpec spec, DreamPictures pictures, Consumer<String> tell, Consumer<String> verbose) {
        DreamTerms terms = DreamTerms.of(model(), spec);
        Image image = pictures.photo().image();
        DreamSettings settings = octaves(spec, terms, image, tell);
        Optional<Photo> guide = pictures.guide();
        Optional<Mask> mask = pictures.mask().map(picture -> mask(picture, image));
        Network network = network(terms.definition());
        Map<String, Objective> guides =
                guide.isPresent() ? guides(network, terms.wholeLayers(), guide.get()) : Map.of();
        DreamObjective objective = terms.objective(
                image.height(), image.width(), layer -> guides.getOrDefault(layer, PowerObjective.of(spec.power())));
        settings = fit(new DreamMemory.Plan(terms.definition(), backend, objective, settings), image, tell, verbose);
        tellShortTiles(terms, settings, image, tell);
        var resolved = spec.withObjective(terms.layers(), terms.classes()).withSettings(settings);
        var recipe = new Recipe(
                Version.number(),
                source(pictures.photo()),
                image.width(),
                image.height(),
                new Recipe.Source(model().definition().name(), file.sha256()),
                resolved,
                guide.map(DreamStudio::source),
                pictures.mask().map(DreamStudio::source),
                backend.name(),
                exact);
        Image start = spec.noise() ? noise(image.height(), image.width(), spec.seed()) : image;
        return new PreparedDream(
                network,
                model().dreamPreprocessing(),
                objective,
                start,
                mask,
                recipe,
                DreamNames.objective(model(), resolved));
    }

    /** A picture beside the photo. It is read once for all dreams: it may be a pipe, or change meanwhile. */
    private Optional<Photo> picture(Optional<Path> file) throws IOException {
        if (file.isPresent() && !pictures.containsKey(file.get())) {
            pictures.put(file.get(), Photo.read(file, OptionalInt.empty()));
        }
        return file.map(pictures::get);
    }

    private static Recipe.Source source(Photo photo) {
        return new Recipe.Source(photo.fileName(), photo.sha256());
    }

    private Network network(NetworkDefinition definition) {
        boolean own = definition == model().definition();
        return networks.computeIfAbsent(own, _ -> new Network(definition, model().weights(), backend));
    }

    /** The settings with as many octaves as there can be. */
    private static DreamSettings octaves(DreamSpec spec, DreamTerms terms, Image image, Consumer<String> tell) {
        DreamSettings settings = spec.settings();
        List<String> layers = terms.layerNames();
        int usable = Octaves.usable(terms.definition(), layers, settings, image.height(), image.width());
        if (spec.fewerOctaves() && usable > 0 && usable < settings.octaves()) {
            tell.accept("%d of %d octaves: smaller ones are too small for %s"
                    .formatted(usable, settings.octaves(), String.join(", ", layers)));
            return settings.withOctaves(usable);
        }
        Octaves.requireUsable(terms.definition(), layers, settings, image.height(), image.width());
        return settings;
    }

    /** The settings with tiles, if it does not fit into memory without. */
    private DreamSettings fit(DreamMemory.Plan plan, Image image, Consumer<String> tell, Consumer<String> verbose) {
        var report = new MemoryReport(plan, image.height(), image.width(), limit);
        if (report.fits()) {
            verbose.accept(report.line());
            return plan.settings();
        }
        int tile = report.fittingTile().orElseThrow(report::refusal);
        tell.accept(report.tileLine(tile));
        DreamSettings tiled = plan.settings().withTile(tile);
        var tiledPlan = new DreamMemory.Plan(plan.definition(), backend, plan.objective(), tiled);
        verbose.accept(new MemoryReport(tiledPlan, image.height(), image.width(), limit).line());
        return tiled;
    }

    /** High layers see far: in tiles that show less than a cell looks at, they see other things. */
    private static void tellShortTiles(DreamTerms terms, DreamSettings settings, Image image, Consumer<String> tell) {
        int tile = settings.tile();
        if (tile == 0 || tile >= Math.max(image.height(), image.width())) {
            return;
        }
        NetworkDefinition definition = terms.definition();
        Map<String, ReceptiveField> fields =
                ReceptiveField.of(definition, new NetworkShapes(definition, image.height(), image.width()));
        for (String layer : terms.layerNames()) {
            int sees = Math.max(fields.get(layer).height(), fields.get(layer).width());
            if (tile < sees) {
                tell.accept(
                        "a cell of %s sees %d pixels, and a tile shows %d: the dream will differ from that of the whole picture"
                                .formatted(layer, sees, tile));
            }
        }
    }

    /** What the layers say of the guide, at its own size. */
    private Map<String, Objective> guides(Network network, List<String> layers, Photo guide) {
        Image image = guide.image();
        boolean fits = MemoryForecast.of(network.definition(), backend, image.height(), image.width(), layers)
                .filter(forecast -> forecast.bytes() <= limit.bytes())
                .isPresent();
        if (!fits) {
            throw new DreamException("the guide of %d x %d pixels is too large, %s; scale it down first"
                    .formatted(image.width(), image.height(), limit));
        }
        Pass pass = network.prepare(image.height(), image.width(), layers);
        backend.write(model().dreamPreprocessing().toInput(image), pass.input());
        pass.forwardTo(layers.toArray(String[]::new));
        Map<String, Objective> objectives = new HashMap<>();
        layers.forEach(layer -> objectives.put(layer, new GuideObjective(backend, pass.activation(layer))));
        return objectives;
    }

    /** How light a picture is, at the size of another. */
    private static Mask mask(Photo picture, Image image) {
        float[] rgb = Resampling.resize(picture.image(), image.height(), image.width())
                .rgb();
        float[] weights = new float[rgb.length / 3];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.clamp((rgb[3 * i] + rgb[3 * i + 1] + rgb[3 * i + 2]) / (3 * 255), 0f, 1f);
        }
        var mask = new Mask(image.height(), image.width(), weights);
        if (mask.isEmpty()) {
            throw new UsageException("the mask %s is all black: nothing would change".formatted(picture.name()));
        }
        return mask;
    }

    /** Mid-grey with a little noise in every colour of every pixel; {@link Random}'s numbers are fixed for all Javas. */
    private static Image noise(int height, int width, long seed) {
        var random = new Random(seed);
        float[] rgb = new float[height * width * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (float) Math.clamp(MID_GREY + NOISE_DEVIATION * random.nextGaussian(), 0, 255);
        }
        return new Image(height, width, rgb);
    }
}
