package reverie.kernels.opencl;

import java.util.List;
import reverie.kernels.FeatureMap;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;
import reverie.kernels.host.Interpolation;
import reverie.kernels.plan.GradientTarget;

/** The launches of operations that treat every value, pixel or window by itself. Arguments go as the .cl files have them. */
final class Kernels {

    /** Work-items of a work-group, where nothing speaks for another number. */
    private static final int GROUP = 64;

    private static final String PIXELS = "pixels.cl";
    private static final String POOLING = "pooling.cl";

    private final OpenClSession session;

    Kernels(OpenClSession session) {
        this.session = session;
    }

    private Launch.Builder kernel(String file, String name) {
        return kernel(file, name, "");
    }

    private Launch.Builder kernel(String file, String name, String options) {
        return new Launch.Builder(session, session.program(file, options), name);
    }

    Launch relu(Operation.Relu op) {
        return kernel(PIXELS, "relu")
                .ints(op.input().channels(), op.input().size())
                .map(op.input())
                .map(op.output())
                .over(op.input().size(), GROUP);
    }

    Launch reluBackward(Operation.ReluBackward op) {
        return kernel(PIXELS, "relu_backward")
                .ints(op.inputGradient().channels(), op.inputGradient().size())
                .flag(op.accumulate())
                .map(op.forward().output())
                .map(op.outputGradient())
                .map(op.inputGradient())
                .over(op.inputGradient().size(), GROUP);
    }

    Launch scale(Operation.Scale op) {
        return kernel(PIXELS, "scale")
                .ints(op.input().channels(), op.input().size())
                .floats(op.factor())
                .flag(op.accumulate())
                .map(op.input())
                .map(op.output())
                .over(op.input().size(), GROUP);
    }

    /** @param length where the length lies on the device */
    Launch normalisedStep(Operation.NormalisedStep op, DeviceReading length) {
        return kernel(PIXELS, "normalised_step")
                .ints(op.input().channels(), op.input().size())
                .floats((float) (op.size() / length.factor()))
                .buffer(length.result())
                .map(op.input())
                .map(op.output())
                .over(op.input().size(), GROUP);
    }

    Launch clip(Operation.Clip op) {
        int channels = op.input().channels();
        float[] bounds = new float[2 * channels];
        for (int c = 0; c < channels; c++) {
            bounds[c] = op.low().get(c);
            bounds[channels + c] = op.high().get(c);
        }
        return kernel(PIXELS, "clip")
                .ints(channels, op.input().size())
                .buffer(session.values(bounds))
                .map(op.input())
                .map(op.output())
                .over(op.input().size(), GROUP);
    }

    Launch roll(Operation.Roll op) {
        FeatureMap input = op.input();
        return kernel(PIXELS, "roll")
                .ints(input.channels(), input.height(), input.width())
                .ints(Math.floorMod(op.down(), input.height()), Math.floorMod(op.right(), input.width()))
                .map(input)
                .map(op.output())
                .over(input.size(), GROUP);
    }

    /** Where an interpolation reads, along both axes: rows first. */
    private record Places(int[] places, float[] fractions, int[] readers) {

        static Places of(FeatureMap input, FeatureMap output) {
            int outputs = output.height() + output.width();
            int inputs = input.height() + input.width();
            var places = new Places(new int[2 * outputs], new float[outputs], new int[2 * inputs]);
            places.axis(0, output.height(), 0, input.height());
            places.axis(output.height(), output.width(), input.height(), input.width());
            return places;
        }

        private void axis(int firstOutput, int outputs, int firstInput, int inputs) {
            for (int i = 0; i < inputs; i++) {
                readers[2 * (firstInput + i)] = outputs; // none yet
                readers[2 * (firstInput + i) + 1] = -1;
            }
            for (int i = 0; i < outputs; i++) {
                Interpolation place = Interpolation.at(i, outputs, inputs);
                places[2 * (firstOutput + i)] = place.lower();
                places[2 * (firstOutput + i) + 1] = place.upper();
                fractions[firstOutput + i] = (float) place.fraction();
                for (int read : List.of(place.lower(), place.upper())) {
                    int at = 2 * (firstInput + read);
                    readers[at] = Math.min(readers[at], i);
                    readers[at + 1] = Math.max(readers[at + 1], i);
                }
            }
        }
    }

    Launch resize(Operation.Resize op) {
        Places places = Places.of(op.input(), op.output());
        return kernel(PIXELS, "resize")
                .ints(op.output().channels(), op.output().height(), op.output().width())
                .ints(op.input().width())
                .buffer(session.table(places.places))
                .buffer(session.values(places.fractions))
                .map(op.input())
                .map(op.output())
                .over(op.output().size(), GROUP);
    }

    Launch resizeBackward(Operation.ResizeBackward op) {
        FeatureMap gradient = op.inputGradient();
        Places places = Places.of(gradient, op.outputGradient());
        return kernel(PIXELS, "resize_backward")
                .ints(gradient.channels())
                .ints(op.outputGradient().height(), op.outputGradient().width())
                .ints(gradient.height(), gradient.width())
                .flag(op.accumulate())
                .buffer(session.table(places.places))
                .buffer(session.values(places.fractions))
                .buffer(session.table(places.readers))
                .map(op.outputGradient())
                .map(gradient)
                .over(gradient.size(), GROUP);
    }

    Launch softmax(Operation.Softmax op) {
        return kernel(PIXELS, "softmax")
                .ints(op.input().channels(), op.input().pixels())
                .map(op.input())
                .map(op.output())
                .over(op.input().pixels(), 1);
    }

    Launch softmaxBackward(Operation.SoftmaxBackward op) {
        return kernel(PIXELS, "softmax_backward")
                .ints(op.inputGradient().channels(), op.inputGradient().pixels())
                .flag(op.accumulate())
                .map(op.forward().output())
                .map(op.outputGradient())
                .map(op.inputGradient())
                .over(op.inputGradient().pixels(), 1);
    }

    private static Launch.Builder window(
            Launch.Builder kernel, PoolingShape shape, FeatureMap input, FeatureMap output) {
        return kernel.ints(input.channels(), input.height(), input.width(), output.height(), output.width())
                .ints(shape.windowHeight(), shape.windowWidth())
                .ints(shape.strideHeight(), shape.strideWidth())
                .ints(shape.paddingHeight(), shape.paddingWidth());
    }

    Launch maxPooling(Operation.MaxPooling op) {
        return window(kernel(POOLING, "max_pooling"), op.shape(), op.input(), op.output())
                .map(op.input())
                .map(op.output())
                .over(op.output().size(), GROUP);
    }

    /** Whose gradient it is, is found first, since the same window is asked by each pixel that it covers. */
    List<Launch> maxPoolingBackward(Operation.MaxPoolingBackward op, GradientTarget target, OpenClBuffer scratch) {
        Operation.MaxPooling forward = op.forward();
        Launch winner = window(
                        kernel(POOLING, "max_pooling_winner"), forward.shape(), forward.input(), forward.output())
                .map(forward.input())
                .buffer(scratch)
                .over(forward.output().size(), GROUP);
        Launch backward = window(
                        kernel(POOLING, "max_pooling_backward"), forward.shape(), forward.input(), forward.output())
                .flag(target.accumulate())
                .flag(target.reluOutput().isPresent())
                .buffer(scratch)
                .map(op.outputGradient())
                .map(target.reluOutput().orElse(target.map()))
                .map(target.map())
                .over(target.map().size(), GROUP);
        return List.of(winner, backward);
    }

    Launch averagePooling(Operation.AveragePooling op) {
        return window(kernel(POOLING, "average_pooling"), op.shape(), op.input(), op.output())
                .map(op.input())
                .map(op.output())
                .over(op.output().size(), GROUP);
    }

    Launch averagePoolingBackward(Operation.AveragePoolingBackward op, GradientTarget target) {
        Operation.AveragePooling forward = op.forward();
        return window(kernel(POOLING, "average_pooling_backward"), forward.shape(), forward.input(), forward.output())
                .flag(target.accumulate())
                .flag(target.reluOutput().isPresent())
                .map(op.outputGradient())
                .map(target.reluOutput().orElse(target.map()))
                .map(target.map())
                .over(target.map().size(), GROUP);
    }

    private Launch.Builder lrn(String name, LrnShape shape, FeatureMap map) {
        return kernel("lrn.cl", name, "-DREACH=" + shape.reach())
                .ints(map.channels(), map.size())
                .floats(shape.alpha() / shape.localSize(), shape.beta(), shape.k());
    }

    Launch lrn(Operation.Lrn op) {
        return lrn("lrn", op.shape(), op.input())
                .map(op.input())
                .map(op.output())
                .over(op.input().size(), GROUP);
    }

    Launch lrnBackward(Operation.LrnBackward op, GradientTarget target) {
        return lrn("lrn_backward", op.forward().shape(), target.map())
                .flag(target.accumulate())
                .flag(target.reluOutput().isPresent())
                .map(op.forward().input())
                .map(op.outputGradient())
                .map(target.reluOutput().orElse(target.map()))
                .map(target.map())
                .over(target.map().size(), GROUP);
    }
}
