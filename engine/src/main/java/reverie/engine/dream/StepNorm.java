package reverie.engine.dream;

import java.util.Optional;
import java.util.stream.Stream;

/** What is made of the gradient before a step along it. */
public enum StepNorm {
    /** Divided by its mean absolute value, as in the original notebook: all steps are equally long. */
    MEAN_ABSOLUTE("meanabs"),

    /** Divided by its standard deviation, as PyTorch's and TensorFlow's tutorials do: few steep places count for more. */
    STANDARD_DEVIATION("std"),

    /** Taken as it is: steep slopes make long steps. */
    NONE("none"),

    /** Its coarse and fine parts are made equally strong, then divided by the mean; see {@link LaplacianPyramid}. */
    LAPLACIAN("laplacian");

    private final String label;

    StepNorm(String label) {
        this.label = label;
    }

    /** The one that is called so in options and files. */
    public static Optional<StepNorm> find(String label) {
        return Stream.of(values()).filter(norm -> norm.label.equals(label)).findFirst();
    }

    /** What it is called in options and files. */
    @Override
    public String toString() {
        return label;
    }
}
