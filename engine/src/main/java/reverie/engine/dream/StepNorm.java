package reverie.engine.dream;

/** What is made of the gradient before a step along it. */
public enum StepNorm {
    /** Divided by its mean absolute value, as in the original notebook: all steps are equally long. */
    MEAN_ABSOLUTE("meanabs"),

    /** Before that, its coarse and fine parts are made equally strong; see {@link LaplacianPyramid}. */
    LAPLACIAN("laplacian");

    private final String label;

    StepNorm(String label) {
        this.label = label;
    }

    /** What it is called in options and files. */
    @Override
    public String toString() {
        return label;
    }
}
