package reverie.cli.fool;

import java.util.Optional;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.engine.evolution.MapElites;
import reverie.engine.fooling.PictureClassifier;
import reverie.engine.fooling.nothing.DirectEncoding;
import reverie.engine.fooling.nothing.EmptyPicture;
import reverie.engine.fooling.nothing.EvolvedPicture;
import reverie.engine.fooling.nothing.GradientAscent;
import reverie.engine.fooling.nothing.NothingMethod;
import reverie.engine.fooling.nothing.cppn.Cppn;
import reverie.engine.fooling.nothing.cppn.CppnEncoding;
import reverie.engine.fooling.nothing.cppn.CppnPainter;
import reverie.engine.image.Image;

/** Fooling a network without a photo: what to begin with, and how to go on from there. */
public final class NothingOptions {

    private static final int GRADIENT_BUDGET = 400;
    private static final int EVOLUTION_BUDGET = 5000;
    private static final double GRADIENT_STEP = 1;

    /** Individuals of the first generation of pattern-producing networks. */
    private static final int FOUNDERS = 100;

    private static final double FAVOUR = 0.9;

    /** What to begin with. */
    public enum Start {
        /** Every value by lot. */
        NOISE,
        /** Every value the same. */
        GREY,
        /** Pictures that small networks compute from coordinates. */
        CPPN
    }

    @Option(
            names = "--from",
            paramLabel = "START",
            description = {
                "Instead of a PHOTO, nothing: a picture that shows nothing to people becomes one that the network is certain of.",
                "noise: begin with noise, and climb along the gradient.",
                "grey: the same from a flat grey.",
                "cppn: let pattern-producing networks evolve, without a gradient (Nguyen 2015)."
            })
    private Start from;

    @Option(
            names = "--evolve",
            description =
                    "--from noise or grey: no gradient; let the pixels mutate, and keep what helps (Nguyen 2015).")
    private boolean evolve;

    /** Whether there shall be no photo. */
    public boolean isAsked() {
        return from != null || evolve;
    }

    /** Refuses what cannot be meant. */
    void check() {
        if (from == null) {
            throw new UsageException("--evolve needs --from noise or --from grey");
        }
        if (evolve && from == Start.CPPN) {
            throw new UsageException("--from cppn evolves anyway; --evolve is for --from noise and --from grey");
        }
    }

    Start start() {
        return from;
    }

    boolean evolves() {
        return evolve || from == Start.CPPN;
    }

    int budget() {
        return evolves() ? EVOLUTION_BUDGET : GRADIENT_BUDGET;
    }

    /** The picture to begin with, if it is one. */
    Optional<Image> picture(PictureClassifier classifier, long seed) {
        return switch (from) {
            case NOISE -> Optional.of(EmptyPicture.NOISE.draw(classifier.height(), classifier.width(), seed));
            case GREY -> Optional.of(EmptyPicture.GREY.draw(classifier.height(), classifier.width(), seed));
            case CPPN -> Optional.empty();
        };
    }

    /** How to go on from a picture. */
    NothingMethod goOnFrom(Image picture, long seed) {
        return evolve
                ? new EvolvedPicture<>(
                        new DirectEncoding(picture), image -> image, new MapElites.Settings(1, 1, seed), false)
                : new GradientAscent(picture, GRADIENT_STEP);
    }

    /** How to let pattern-producing networks evolve. */
    EvolvedPicture<Cppn> patterns(PictureClassifier classifier, long seed) {
        return new EvolvedPicture<>(
                new CppnEncoding(),
                cppn -> new CppnPainter(cppn).paint(classifier.height(), classifier.width()),
                new MapElites.Settings(FOUNDERS, FAVOUR, seed),
                true);
    }
}
