package reverie.engine.dream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import reverie.engine.dream.DreamListener.Iteration;
import reverie.engine.dream.DreamListener.Octave;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.objective.Objective;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

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
    private final Objective objective;
    private final DreamSettings settings;
    private final Jitter jitter;
    private final DreamListener listener;
    private final Backend backend;
    private Pass current; // of the octave at hand
    private StepDirection direction; // of its steps

    public DeepDream(
            Network network,
            Preprocessing preprocessing,
            Objective objective,
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
    }

    /**
     * Dreams on a photo.
     *
     * @return a picture of the photo's size
     * @throws reverie.engine.layer.LayerException if the layer cannot run at the size of an octave
     * @throws DreamException if the gradient stops being a number
     */
    public Image dream(Image photo) {
        Octaves.requireUsable(network.definition(), settings, photo.height(), photo.width());
        List<FeatureMap> bases = octaveBases(photo);
        Optional<FeatureMap> detail = Optional.empty();
        FeatureMap image = null;
        for (int number = 1; number <= bases.size(); number++) {
            FeatureMap base = bases.get(number - 1);
            image = octaveStart(base, detail);
            climb(image, new Octave(number, bases.size(), base.height(), base.width()));
            if (number < bases.size()) {
                detail = Optional.of(difference(image, base));
            }
        }
        return preprocessing.toImage(photo.height(), photo.width(), backend.read(image));
    }

    /** The photo at the size of every octave, smallest first. */
    List<FeatureMap> octaveBases(Image photo) {
        var sizes = Octaves.sizes(photo.height(), photo.width(), settings.octaves(), settings.octaveScale());
        Deque<FeatureMap> bases = new ArrayDeque<>();
        for (Octaves.Size size : sizes) {
            FeatureMap base = backend.allocateMap(size.height(), size.width(), 3);
            if (bases.isEmpty()) {
                backend.write(preprocessing.toInput(photo), base);
            } else {
                backend.run(new Operation.Resize(bases.getFirst(), base));
            }
            bases.addFirst(base);
        }
        return List.copyOf(bases);
    }

    /** Where an octave starts: from its base, with what was dreamt at the size before. */
    FeatureMap octaveStart(FeatureMap base, Optional<FeatureMap> detail) {
        FeatureMap image = copyOf(base);
        detail.ifPresent(smaller -> add(resized(smaller, base.height(), base.width()), 1, image));
        return image;
    }

    /** The iterations of one octave, on an image that is changed in place. */
    void climb(FeatureMap image, Octave octave) {
        if (listener.wantsToStop()) {
            return;
        }
        listener.octaveStarted(octave);
        Pass pass = passAt(image.height(), image.width());
        for (int number = 1; number <= settings.iterations() && !listener.wantsToStop(); number++) {
            Jitter.Offset offset = jitter.next();
            roll(image, offset, pass.input());
            double value = ascend(pass);
            if (!Double.isFinite(value)) {
                throw notANumber("objective", octave, number);
            }
            double slope = normalisedStep(pass, octave, number);
            roll(pass.input(), offset.opposite(), image);
            backend.run(new Operation.Clip(image, preprocessing.black(), preprocessing.white(), image));
            listener.iterationDone(new Iteration(octave, number, value, slope, () -> backend.read(image)));
        }
    }

    /** The pass at a size. It holds most of the memory of a dream, so there is never more than one. */
    private Pass passAt(int height, int width) {
        boolean fits = current != null
                && current.input().height() == height
                && current.input().width() == width;
        if (!fits) {
            current = null; // let go of before the next one is made
            direction = null;
            System.gc(); // or the heap would grow by the next pass before the last one is looked for
            current = network.prepare(height, width, settings.layer());
        }
        return current;
    }

    /** Forward to the layer, and the objective's gradient back to the input. */
    private double ascend(Pass pass) {
        pass.forwardTo(settings.layer());
        FeatureMap activation = pass.activation(settings.layer());
        objective.writeGradient(backend, activation, pass.gradient(settings.layer()));
        pass.backwardFrom(settings.layer());
        return objective.value(backend, activation);
    }

    /** input += step / mean |gradient| * gradient; no step at all where nothing has a slope that floats can hold. */
    private double normalisedStep(Pass pass, Octave octave, int number) {
        double slope = backend.meanAbsolute(pass.inputGradient());
        if (!Double.isFinite(slope)) {
            throw notANumber("gradient", octave, number);
        }
        if (direction == null) {
            direction = new StepDirection(backend, pass.inputGradient(), settings);
        }
        FeatureMap way = direction.find();
        double length = way.equals(pass.inputGradient()) ? slope : backend.meanAbsolute(way);
        float factor = (float) (settings.stepSize() / length);
        if (!Float.isFinite(factor)) {
            return 0;
        }
        add(way, factor, pass.input());
        return slope;
    }

    private DreamException notANumber(String what, Octave octave, int iteration) {
        return new DreamException("the %s at %s is not a number in octave %d, iteration %d; are the weights sound?"
                .formatted(what, settings.layer(), octave.number(), iteration));
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

    /** What the objective says of a picture as it is: neither shifted nor changed. */
    public double objectiveOf(Image picture) {
        Pass pass = passAt(picture.height(), picture.width());
        backend.write(preprocessing.toInput(picture), pass.input());
        pass.forwardTo(settings.layer());
        return objective.value(backend, pass.activation(settings.layer()));
    }
}
