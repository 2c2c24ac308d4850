package reverie.cli.dream;

import java.util.List;
import java.util.Optional;
import reverie.cli.report.JobProgress;
import reverie.engine.dream.DeepDream;
import reverie.engine.dream.DreamListener;
import reverie.engine.dream.DreamObjective;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.DreamState;
import reverie.engine.dream.Jitter;
import reverie.engine.dream.Mask;
import reverie.engine.dream.Octaves;
import reverie.engine.dream.Subject;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.network.MultiplyAdds;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.kernels.Backend;
import reverie.kernels.BackendFailureException;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;

/** A dream that is ready to begin: everything is found, read and checked, and it fits into memory. */
public final class PreparedDream {

    /** What a step does to a pixel outside of the network takes as long as about so many multiply-adds. */
    private static final int BESIDE = 1000;

    private final Network network;
    private final Preprocessing preprocessing;
    private final DreamObjective objective;
    private final Image start;
    private final Optional<Mask> mask;
    private final Recipe recipe;
    private final String objectiveText;

    /**
     * @param start what the dream begins with: the photo, or noise
     * @param recipe what is dreamt, to the last setting
     * @param objectiveText what grows, in the words of the model's labels
     */
    PreparedDream(
            Network network,
            Preprocessing preprocessing,
            DreamObjective objective,
            Image start,
            Optional<Mask> mask,
            Recipe recipe,
            String objectiveText) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.objective = objective;
        this.start = start;
        this.mask = mask;
        this.recipe = recipe;
        this.objectiveText = objectiveText;
    }

    public Recipe recipe() {
        return recipe;
    }

    /** What grows. */
    public DreamObjective objective() {
        return objective;
    }

    /** What grows, for people: {@code layer inception_4c/output, class goldfish}. */
    public String objectiveText() {
        return objectiveText;
    }

    /** The sizes of its octaves, largest first. */
    public List<Octaves.Size> sizes() {
        DreamSettings settings = recipe.spec().settings();
        return Octaves.sizes(recipe.height(), recipe.width(), settings.octaves(), settings.octaveScale());
    }

    /** How many steps it has. */
    public int steps() {
        return recipe.spec().settings().steps();
    }

    /** How much there is to do: multiply-adds, and what a step takes beside them. */
    public JobProgress.Work work() {
        NetworkDefinition definition = network.definition();
        var shapes = new NetworkShapes(definition, recipe.height(), recipe.width());
        long multiplyAdds = definition.ancestors(objective.layers()).stream()
                .mapToLong(node -> MultiplyAdds.of(node, shapes))
                .sum();
        long pixels = sizes().stream()
                .mapToLong(size -> (long) size.height() * size.width())
                .sum();
        double perPixel = BESIDE + (double) multiplyAdds / ((long) recipe.height() * recipe.width());
        return new JobProgress.Work(pixels * recipe.spec().settings().iterations(), perPixel);
    }

    /** How pixels become input. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /**
     * Dreams from the beginning, or from where it was stopped.
     *
     * @throws BrokenDreamException if the backend breaks down, with what there was at the end of the octave before
     */
    public Dream run(DreamListener listener, Optional<DreamState> from) {
        var last = new LastState(from, network.backend().memory().isPresent());
        try {
            return run(listener, from, last);
        } catch (BackendFailureException e) {
            throw last.safe()
                    .<BackendFailureException>map(state -> new BrokenDreamException(e, rescued(state)))
                    .orElse(e);
        }
    }

    /** A dream as far as it got: its picture is made on a backend that works, of numbers alone. */
    private Dream rescued(DreamState state) {
        var ended = new DreamListener() {
            @Override
            public boolean wantsToStop() {
                return true;
            }
        };
        DreamSpec spec = recipe.spec();
        try (Backend host = Backends.best().open(BackendSettings.threads(Backends.defaultThreads()))) {
            var dreamer = new DeepDream(
                    network.on(host),
                    preprocessing,
                    objective,
                    spec.settings(),
                    Jitter.random(spec.seed(), spec.settings().jitter()),
                    ended);
            Image picture = dreamer.dream(new Subject(start, mask, Optional.of(state)));
            return new Dream(picture, recipe, Recipe.Outcome.unknown(state.steps(spec.settings())), Optional.of(state));
        }
    }

    private Dream run(DreamListener listener, Optional<DreamState> from, LastState last) {
        DreamSpec spec = recipe.spec();
        var dreamer = new DeepDream(
                network,
                preprocessing,
                objective,
                spec.settings(),
                Jitter.random(spec.seed(), spec.settings().jitter()),
                DreamListener.both(last, listener));
        Image picture = dreamer.dream(new Subject(start, mask, from));
        int done = last.steps(spec.settings());
        Optional<DreamState> state = done < steps() ? last.state() : Optional.empty();
        DeepDream.Growth growth = dreamer.growth();
        return new Dream(picture, recipe, new Recipe.Outcome(done, growth.before(), growth.after()), state);
    }

    /** Keeps hold of where the dream is. */
    private static final class LastState implements DreamListener {

        private final Optional<DreamState> from;
        private final boolean breaks;
        private Iteration last;
        private Optional<DreamState> safe;

        /** @param breaks whether the backend has a memory of its own, which may be lost with all that is in it */
        LastState(Optional<DreamState> from, boolean breaks) {
            this.from = from;
            this.breaks = breaks;
            this.safe = from;
        }

        /** The octave before is fetched, in case that its backend breaks down in this one. */
        @Override
        public void octaveStarted(Octave octave) {
            if (breaks) {
                safe = state();
            }
        }

        /** Where the dream was at the end of an octave, whatever has become of the backend. */
        Optional<DreamState> safe() {
            return safe;
        }

        @Override
        public void iterationDone(Iteration iteration) {
            last = iteration;
        }

        /** How many steps have been made. */
        int steps(DreamSettings settings) {
            return last == null ? from.map(state -> state.steps(settings)).orElse(0) : last.steps(settings);
        }

        Optional<DreamState> state() {
            return last == null ? from : Optional.of(last.state());
        }
    }
}
