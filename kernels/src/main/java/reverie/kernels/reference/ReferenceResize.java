package reverie.kernels.reference;

import reverie.kernels.Operation;
import reverie.kernels.host.Interpolation;

/** Bilinear interpolation, corner to corner. */
final class ReferenceResize {

    private ReferenceResize() {}

    /** y = the mean of the four x around, weighted by nearness. */
    static void forward(Operation.Resize op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        output.forEach((y, x, c) -> {
            Interpolation rows = Interpolation.at(y, output.height, input.height);
            Interpolation columns = Interpolation.at(x, output.width, input.width);
            double inLowerRow = columns.between(
                    input.get(rows.lower(), columns.lower(), c), input.get(rows.lower(), columns.upper(), c));
            double inUpperRow = columns.between(
                    input.get(rows.upper(), columns.lower(), c), input.get(rows.upper(), columns.upper(), c));
            output.set(y, x, c, rows.between(inLowerRow, inUpperRow));
        });
    }

    /** Each of the four x gets dy times the weight with which it was read. */
    static void backward(Operation.ResizeBackward op) {
        var outputGradient = new MapAccess(op.outputGradient());
        var inputGradient = new MapAccess(op.inputGradient());
        int width = inputGradient.width;
        int channels = inputGradient.channels;
        double[] sums = new double[inputGradient.height * width * channels];
        outputGradient.forEach((y, x, c) -> {
            Interpolation rows = Interpolation.at(y, outputGradient.height, inputGradient.height);
            Interpolation columns = Interpolation.at(x, outputGradient.width, width);
            double lower = (1 - rows.fraction()) * outputGradient.get(y, x, c);
            double upper = rows.fraction() * outputGradient.get(y, x, c);
            sums[(rows.lower() * width + columns.lower()) * channels + c] += (1 - columns.fraction()) * lower;
            sums[(rows.lower() * width + columns.upper()) * channels + c] += columns.fraction() * lower;
            sums[(rows.upper() * width + columns.lower()) * channels + c] += (1 - columns.fraction()) * upper;
            sums[(rows.upper() * width + columns.upper()) * channels + c] += columns.fraction() * upper;
        });
        inputGradient.forEach((y, x, c) ->
                inputGradient.put(y, x, c, sums[(y * width + x) * channels + c], op.accumulate()));
    }
}
