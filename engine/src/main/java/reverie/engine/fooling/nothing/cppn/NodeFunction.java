package reverie.engine.fooling.nothing.cppn;

/**
 * What a node of a pattern-producing network makes of the sum of its inputs s. Each has a kind of order that nature's patterns
 * show: repetition, symmetry, a border, a slope. All but the linear one stay within [-1, 1].
 */
public enum NodeFunction {
    /** sin(3 pi s): repeats, three times between -1 and 1. */
    SINE {
        @Override
        public double of(double sum) {
            return Math.sin(3 * Math.PI * sum);
        }
    },
    /** 2 exp(-(2.5 s)^2) - 1: the same on both sides of zero. */
    GAUSSIAN {
        @Override
        public double of(double sum) {
            return 2 * Math.exp(-6.25 * sum * sum) - 1;
        }
    },
    /** 2 / (1 + exp(-5 s)) - 1: divides one side from the other. */
    SIGMOID {
        @Override
        public double of(double sum) {
            return 2 / (1 + Math.exp(-5 * sum)) - 1;
        }
    },
    /** s itself: shades. */
    LINEAR {
        @Override
        public double of(double sum) {
            return sum;
        }
    };

    /** The value of a node. */
    public abstract double of(double sum);
}
