package reverie.kernels.vector;

/**
 * Pooling windows along one axis, seen from both sides: which inputs a window covers, and which windows cover an input.
 * Ranges are [first, end), clipped to what exists.
 */
record WindowRange(int inputSize, int outputSize, int window, int stride, int padding) {

    int firstInput(int output) {
        return Math.max(0, output * stride - padding);
    }

    int endInput(int output) {
        return Math.min(inputSize, output * stride - padding + window);
    }

    /** Where three inputs of a window of at most three lie, of which some may be the same, in steps of so many floats. */
    int[] three(int output, int step) {
        int first = firstInput(output);
        int last = endInput(output) - 1;
        return new int[] {first * step, Math.min(first + 1, last) * step, last * step};
    }

    /** How many cells a window has inside the padded input. */
    int paddedLength(int output) {
        int start = output * stride - padding;
        return Math.min(start + window, inputSize + padding) - start;
    }

    int firstOutput(int input) {
        return Math.max(0, Math.ceilDiv(input + padding - window + 1, stride));
    }

    int endOutput(int input) {
        return Math.min(outputSize, (input + padding) / stride + 1);
    }

    /** Where in the window of an output an input lies, counted from the window's unclipped start. */
    int position(int output, int input) {
        return input - (output * stride - padding);
    }
}
