package reverie.engine.dream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import reverie.engine.dream.DreamListener.Iteration;
import reverie.engine.dream.DreamListener.Octave;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.network.Arena;
import reverie.engine.network.Network;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.Reading;

/**
 * Deep dreaming: the picture is changed, a small step at a time, so that a layer sees more of what it sees. After Google's
 * notebook of 2015 ("Inceptionism: Going Deeper into Neural Networks"), step for step; three things make it more than
 * plain gradient ascent:
 *
 * <ul>
 *   <li>the picture is shifted a little before each step (jitter), so that no artefact settles anywhere;
 *   <li>each step is as long as the one before, however steep the slope (normalised gradient);
 *   <li>what was dreamt at a small size is taken along to the next (octaves), so that there are figures of every size.
 * </ul>
 */
public final class DeepDream {

    private final Network network;
    private final Preprocessing preprocessing;
    private final DreamObjective objective;
    private final DreamSettings settings;
    private final Jitter jitter;
    private final DreamListener listener;
    private final Backend backend;
    private final Arena arena; // of all gradients that are not computed in tiles
    private Optional<WholeGradient> largest = Optional.empty(); // of the last octave, if it is not computed in tiles
    private PictureGradient current; // of the octave at hand
    private StepDirection direction; // of its steps
    private FeatureMap first; // the photo of the last dream, as input
    private FeatureMap last; // and the dream

    public DeepDream(
            Network network,
            Preprocessing preprocessing,
            DreamObjective objective,
            DreamSettings settings,
            Jitter jitter,
            DreamListener listener) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.objective = objective;
        this.settings = settings;
        this.jitter = jitter;
        this.listener = listener;
        this.backend = network.backend();
        this.arena = new Arena(backend);
    }

    /** Dreams on all of a photo; see {@link #dream(Subject)}. */
    public Image dream(Image photo) {
        return dream(Subject.of(photo));
    }

    /**
     * Dreams.
     *
     * @return a picture of the photo's size
     * @throws reverie.engine.layer.LayerException if a layer cannot run at the size of an octave
     * @throws DreamException if the gradient stops being a number
     */
    public Image dream(Subject subject) {
        Image photo = subject.photo();
        Octaves.requireUsable(network.definition(), objective.layers(), settings, photo.height(), photo.width());
        List<FeatureMap> bases = octaveBases(photo);
        List<Optional<Mask>> masks = octaveMasks(subject.mask(), bases);
        if (!isInTiles(photo.height(), photo.width()) && !listener.wantsToStop()) {
            largest = Optional.of(new WholeGradient(network, objective, photo.height(), photo.width(), arena));
            largest.get().reserve(); // the smaller octaves find room where it will be
        }
        Optional<FeatureMap> detail = Optional.empty();
        FeatureMap image = null;
        for (int number = firstOctave(subject); number <= bases.size(); number++) {
            FeatureMap base = bases.get(number - 1);
            var octave = new Octave(number, bases.size(), base.height(), base.width());
            int done = 0;
            if (subject.state().isPresent() && number == subject.state().get().octave()) {
                image = copyOf(base);
                backend.write(subject.state().get().input(), image);
                done = subject.state().get().iteration();
            } else {
                image = octaveStart(base, detail);
            }
            climb(image, base, masks.get(number - 1), octave, done);
            if (number < bases.size()) {
                detail = Optional.of(difference(image, base));
            }
        }
        Image dream = preprocessing.toImage(photo.height(), photo.width(), backend.read(image));
        if (settings.ascent().luminanceOnly()) {
            dream = Luminance.restoreColours(photo, dream);
            image = inputOf(dream); // in its own memory: the listener may still ask for what the last step left
        }
        first = bases.getLast();
        last = image;
        return dream;
    }

    /** Where to begin: the shifts of all steps that have been made before are drawn, and not used again. */
    private int firstOctave(Subject subject) {
        if (subject.state().isEmpty()) {
            return 1;
        }
        DreamState state = subject.state().get();
        for (int step = 0; step < state.steps(settings); step++) {
            jitter.next();
        }
        return state.octave();
    }

    /** The photo at the size of every octave, smallest first. */
    List<FeatureMap> octaveBases(Image photo) {
        return shrunk(inputOf(photo));
    }

    private FeatureMap inputOf(Image picture) {
        FeatureMap input = backend.allocateMap(picture.height(), picture.width(), ColourFilter.COLOURS);
        backend.write(preprocessing.toInput(picture), input);
        return input;
    }

    /** The mask at the size of every octave, smallest first. */
    private List<Optional<Mask>> octaveMasks(Optional<Mask> mask, List<FeatureMap> bases) {
        if (mask.isEmpty()) {
            return bases.stream().map(base -> mask).toList();
        }
        FeatureMap whole = backend.allocateMap(mask.get().height(), mask.get().width(), 1);
        backend.write(mask.get().weights(), whole);
        return shrunk(whole).stream()
                .map(map -> Optional.of(Mask.clamped(map.height(), map.width(), backend.read(map))))
                .toList();
    }

    /** A map at the size of every octave, smallest first; itself is the last. */
    private List<FeatureMap> shrunk(FeatureMap whole) {
        Deque<FeatureMap> maps = new ArrayDeque<>(List.of(whole));
        Octaves.sizes(whole.height(), whole.width(), settings.octaves(), settings.octaveScale()).stream()
                .skip(1)
                .forEach(size -> maps.addFirst(resized(maps.getFirst(), size.height(), size.width())));
        return List.copyOf(maps);
    }

    /** Where an octave starts: from its base, with what was dreamt at the size before. */
    FeatureMap octaveStart(FeatureMap base, Optional<FeatureMap> detail) {
        if (detail.isEmpty()) {
            return copyOf(base);
        }
        FeatureMap image = resized(detail.get(), base.height(), base.width());
        add(base, 1, image);
        return image;
    }

    /**
     * The iterations of one octave, on an image that is changed in place.
     *
     * @param done how many of them have been made before
     */
    void climb(FeatureMap image, FeatureMap base, Optional<Mask> mask, Octave octave, int done) {
        if (listener.wantsToStop() || done == settings.iterations()) {
            return;
        }
        listener.octaveStarted(octave);
        PictureGradient picture = gradientAt(image.height(), image.width());
        for (int number = done + 1; number <= settings.iterations() && !listener.wantsToStop(); number++) {
            Jitter.Offset offset = jitter.next();
            roll(image, offset, picture.input());
            Reading value = picture.compute(offset);
            Reading slope = backend.meanAbsolute(picture.gradient());
            Reading climbed = step(image, base, mask, offset.opposite(), slope);
            backend.run(new Operation.Clip(image, preprocessing.black(), preprocessing.white(), image));
            // Only now is anybody waited for: the device has all of the step before it.
            double found = requireNumber("objective", value, octave, number);
            requireNumber("gradient", slope, octave, number);
            double length = climbed.value();
            listener.iterationDone(new Iteration(octave, number, found, length, () -> backend.read(image)));
        }
    }

    /** What computes gradients at a size. It holds most of the memory of a dream, so there is never more than one. */
    private PictureGradient gradientAt(int height, int width) {
        if (current == null || !isOfSize(current, height, width)) {
            current = null; // let go of before the next one is made
            direction = null;
            if (isInTiles(height, width)) {
                System.gc(); // or the heap would grow by the next pass before the last one is looked for
                current = TiledGradient.of(network, objective, height, width, settings.tile());
            } else {
                current = largest.filter(gradient -> isOfSize(gradient, height, width))
                        .orElseGet(() -> new WholeGradient(network, objective, height, width, arena));
            }
        }
        return current;
    }

    private static boolean isOfSize(PictureGradient gradient, int height, int width) {
        return gradient.input().height() == height && gradient.input().width() == width;
    }

    private boolean isInTiles(int height, int width) {
        return settings.tile() > 0 && settings.tile() < Math.max(height, width);
    }

    /**
     * image += step / length * way, less what holds the picture back; no step at all where nothing has a slope that floats
     * can hold.
     *
     * @param back the shift that undoes the gradient's
     * @param slope mean absolute gradient
     * @return the slope, or 0 if no step was made
     */
    private Reading step(FeatureMap image, FeatureMap base, Optional<Mask> mask, Jitter.Offset back, Reading slope) {
        Ascent ascent = settings.ascent();
        if (direction == null) {
            direction = new StepDirection(backend, current.gradient(), ascent, preprocessing);
        }
        FeatureMap way = direction.find();
        boolean isPlain = way.equals(current.gradient()) && ascent.stepNorm() == StepNorm.MEAN_ABSOLUTE;
        FeatureMap change = current.input(); // has done its work
        roll(way, back, change);
        Reading length;
        if (mask.isPresent()) {
            mask(mask.get(), change);
            length = direction.length(change, mask.get().mean());
        } else {
            length = isPlain ? slope : direction.length(way, 1);
        }
        var move = new Operation.NormalisedStep(change, ascent.stepSize(), length, image);
        Reading climbed = () -> move.factor().isPresent() ? slope.value() : 0;
        boolean isHeldBack = ascent.totalVariation() > 0 || ascent.pull() > 0;
        if (!isHeldBack) {
            backend.run(move);
        } else if (climbed.value() != 0) {
            Optional<float[]> unevenness = ascent.totalVariation() > 0
                    ? Optional.of(TotalVariation.derivative(backend.read(image), image.height(), image.width()))
                    : Optional.empty();
            backend.run(move);
            unevenness.ifPresent(derivative -> smooth(derivative, mask, change, image));
            pullBack(image, base);
        }
        return climbed;
    }

    private void smooth(float[] derivative, Optional<Mask> mask, FeatureMap change, FeatureMap image) {
        Ascent ascent = settings.ascent();
        mask.ifPresent(m -> m.multiply(derivative));
        backend.write(derivative, change);
        add(change, (float) (-Math.abs(ascent.stepSize()) * ascent.totalVariation()), image);
    }

    private void pullBack(FeatureMap image, FeatureMap base) {
        float pull = (float) settings.ascent().pull();
        if (pull > 0) {
            backend.run(
                    new Operation.Scale(image, (float) (1 - settings.ascent().pull()), image, false));
            add(base, pull, image);
        }
    }

    private void mask(Mask mask, FeatureMap change) {
        float[] values = backend.read(change);
        mask.multiply(values);
        backend.write(values, change);
    }

    private double requireNumber(String what, Reading reading, Octave octave, int iteration) {
        double value = reading.value();
        if (!Double.isFinite(value)) {
            throw new DreamException("the %s at %s is not a number in octave %d, iteration %d; are the weights sound?"
                    .formatted(what, objective.layerNames(), octave.number(), iteration));
        }
        return value;
    }

    private void roll(FeatureMap from, Jitter.Offset offset, FeatureMap to) {
        backend.run(new Operation.Roll(from, offset.down(), offset.right(), to));
    }

    private void add(FeatureMap summand, float factor, FeatureMap sum) {
        backend.run(new Operation.Scale(summand, factor, sum, true));
    }

    private FeatureMap copyOf(FeatureMap map) {
        FeatureMap copy = backend.allocateMap(map.height(), map.width(), map.channels());
        backend.run(new Operation.Scale(map, 1, copy, false));
        return copy;
    }

    private FeatureMap resized(FeatureMap map, int height, int width) {
        FeatureMap resized = backend.allocateMap(height, width, map.channels());
        backend.run(new Operation.Resize(map, resized));
        return resized;
    }

    /** What was dreamt: the image less the octave's base. */
    FeatureMap difference(FeatureMap map, FeatureMap minus) {
        FeatureMap difference = copyOf(map);
        add(minus, -1, difference);
        return difference;
    }

    /**
     * What the objective says.
     *
     * @param before of what a dream began with
     * @param after of the dream
     */
    public record Growth(double before, double after) {}

    /**
     * How the objective has grown from the photo of the last dream to the dream, both at full size and not shifted.
     *
     * @throws IllegalStateException if nothing has been dreamt
     */
    public Growth growth() {
        if (last == null) {
            throw new IllegalStateException("no growth without a dream before it");
        }
        return new Growth(objectiveOf(first), objectiveOf(last));
    }

    private double objectiveOf(FeatureMap picture) {
        PictureGradient gradient = gradientAt(picture.height(), picture.width());
        backend.run(new Operation.Scale(picture, 1, gradient.input(), false));
        return gradient.value().value();
    }
}
