package reverie.cli.fool;

import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.engine.fooling.FoolingMethod;
import reverie.engine.fooling.GradientSign;
import reverie.engine.fooling.Hunt;
import reverie.engine.fooling.ProjectedGradient;
import reverie.engine.fooling.SmallestChange;

/** How a small change is looked for, and what counts as fooled. */
public final class FoolingOptions {

    private static final int MOST_CONTROLS = 1_000_000;
    private static final int LEAST_BUDGET = 10;
    private static final int MOST_BUDGET = 1_000_000;

    /** A small change goes as far as this at most; twice that still lies between black and white. */
    private static final int MOST_EPSILON = 127;

    /** The methods by the names that everybody knows them by. */
    public enum Method {
        /** See {@link SmallestChange}. */
        LBFGS("box-constrained L-BFGS", "Szegedy et al. 2013", "c"),
        /** See {@link GradientSign}. */
        FGSM("the fast gradient sign method", "Goodfellow et al. 2014", "ε"),
        /** See {@link ProjectedGradient}. */
        PGD("projected gradient descent", "Madry et al. 2017", "ε");

        private final String title;
        private final String source;
        private final String setting;

        Method(String title, String source, String setting) {
            this.title = title;
            this.source = source;
            this.setting = setting;
        }

        String title() {
            return title;
        }

        String source() {
            return source;
        }

        /** What it tries several values of. */
        String setting() {
            return setting;
        }
    }

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "lbfgs",
            description = {
                "lbfgs: the smallest change, box-constrained L-BFGS (Szegedy 2013).",
                "fgsm: one step along the gradient's sign (Goodfellow 2014).",
                "pgd: many such steps, within a cube around the photo (Madry 2017).",
                "Default: ${DEFAULT-VALUE}."
            })
    private Method method;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "400",
            description = "How often the network may be asked while looking. Default: ${DEFAULT-VALUE}.")
    private int budget;

    @Option(
            names = "--epsilon",
            paramLabel = "LEVELS",
            description =
                    "fgsm and pgd: by how many grey levels of 255 a value may change; the smallest number that does is looked for. Default: 16.")
    private Integer epsilon;

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "0",
            description =
                    "How probable the other answer must become, beside being the likeliest; less than 1. Default: ${DEFAULT-VALUE}.")
    private double confidence;

    @Option(
            names = "--controls",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many random changes of the same size to compare with. Default: ${DEFAULT-VALUE}.")
    private int controls;

    /** Refuses what cannot be meant. */
    void check() {
        if (budget < LEAST_BUDGET || budget > MOST_BUDGET) {
            throw new UsageException(
                    "--budget must be from %d to %d, not %d".formatted(LEAST_BUDGET, MOST_BUDGET, budget));
        }
        if (!(confidence >= 0 && confidence < 1)) {
            throw new UsageException("--confidence must be at least 0 and less than 1, not " + confidence);
        }
        if (controls < 0 || controls > MOST_CONTROLS) {
            throw new UsageException("--controls must be from 0 to %d, not %d".formatted(MOST_CONTROLS, controls));
        }
        if (epsilon != null && method == Method.LBFGS) {
            throw new UsageException(
                    "--epsilon is for --method fgsm and pgd; lbfgs looks for the smallest change itself");
        }
        if (epsilon != null && (epsilon < 1 || epsilon > MOST_EPSILON)) {
            throw new UsageException("--epsilon must be from 1 to %d, not %d".formatted(MOST_EPSILON, epsilon));
        }
    }

    Method method() {
        return method;
    }

    FoolingMethod search() {
        int greatest = epsilon == null ? 16 : epsilon;
        return switch (method) {
            case LBFGS -> new SmallestChange();
            case FGSM -> new GradientSign(greatest);
            case PGD -> new ProjectedGradient(greatest);
        };
    }

    Hunt.Limits limits(BooleanSupplier interrupted) {
        return new Hunt.Limits(confidence, budget, interrupted);
    }

    int budget() {
        return budget;
    }

    int controls() {
        return controls;
    }
}
