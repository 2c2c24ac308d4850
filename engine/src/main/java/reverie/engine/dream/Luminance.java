package reverie.engine.dream;

import java.util.List;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.Program;

/**
 * Keeps a dream to the photo's colours: a step changes red, green and blue alike, by what it would have changed the
 * luminance Y' = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601, as JPEG has it), and so leaves both colour differences alone.
 */
final class Luminance {

    private static final float[] RGB = {0.299f, 0.587f, 0.114f};

    private final FeatureMap brightness;
    private final Program program;

    /** @param way what will be made colourless, again and again; three channels */
    Luminance(Backend backend, Preprocessing preprocessing, FeatureMap way) {
        int colours = ColourFilter.COLOURS;
        float[] weights = new float[colours * colours];
        for (int i = 0; i < weights.length; i++) {
            int channel = i % colours;
            weights[i] = RGB[preprocessing.channelOrder() == ChannelOrder.RGB ? channel : colours - 1 - channel];
        }
        var filters = backend.prepare(ConvolutionShape.square(colours, colours, 1, 1, 0), weights, new float[colours]);
        this.brightness = backend.allocateMap(way.height(), way.width(), colours);
        this.program = backend.compile(List.of(new Operation.Convolution(filters, way, brightness, false)));
    }

    void run() {
        program.run();
    }

    /** Where the result lies. */
    FeatureMap brightness() {
        return brightness;
    }

    /**
     * The photo with the luminance of its dream. Steps that ended at black or white have bent colours a little; here they
     * are the photo's again, and where the luminance would need more than white or less than black it stays below.
     */
    static Image restoreColours(Image photo, Image dream) {
        float[] rgb = new float[photo.rgb().length];
        for (int at = 0; at < rgb.length; at += ColourFilter.COLOURS) {
            double change = 0;
            float least = Float.POSITIVE_INFINITY;
            float greatest = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < ColourFilter.COLOURS; c++) {
                float value = photo.rgb()[at + c];
                change += RGB[c] * (dream.rgb()[at + c] - value);
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
            float possible = (float) Math.clamp(change, -least, 255 - greatest);
            for (int c = 0; c < ColourFilter.COLOURS; c++) {
                rgb[at + c] = photo.rgb()[at + c] + possible;
            }
        }
        return new Image(photo.height(), photo.width(), rgb);
    }
}
