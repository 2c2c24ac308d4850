package reverie.engine.image;

import java.util.List;

/**
 * How a picture becomes the input of a network, and back: channel order, and the mean pixel that is subtracted. Values
 * stay in the range of 0 to 255, less the mean.
 *
 * @param channelOrder the order in which the network expects colours
 * @param mean three values in that order
 */
public record Preprocessing(ChannelOrder channelOrder, List<Float> mean) {

    /** The order of the three colour channels. */
    public enum ChannelOrder {
        RGB,
        BGR
    }

    public Preprocessing {
        mean = List.copyOf(mean);
        if (mean.size() != 3) {
            throw new IllegalArgumentException("a mean pixel has 3 values, not " + mean.size());
        }
    }

    /** The network input for a picture, height x width x 3. */
    public float[] toInput(Image image) {
        float[] input = new float[image.rgb().length];
        for (int channel = 0; channel < 3; channel++) {
            int toColour = colour(channel) - channel;
            float channelMean = mean.get(channel);
            for (int i = channel; i < input.length; i += 3) {
                input[i] = image.rgb()[i + toColour] - channelMean;
            }
        }
        return input;
    }

    /**
     * The picture that a network input stands for.
     *
     * @param input height x width x 3 values; the picture takes the array over
     */
    public Image toImage(int height, int width, float[] input) {
        float firstMean = mean.get(0);
        float secondMean = mean.get(1);
        float thirdMean = mean.get(2);
        for (int i = 0; i < input.length; i += 3) {
            float first = input[i] + firstMean;
            float third = input[i + 2] + thirdMean;
            input[i + colour(0)] = first;
            input[i + 1] += secondMean;
            input[i + colour(2)] = third;
        }
        return new Image(height, width, input);
    }

    /**
     * What belongs to an input's values, such as their derivative, in the order of a picture's: red, green, blue.
     *
     * @param values height x width x 3
     */
    public float[] toPictureOrder(float[] values) {
        float[] rgb = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int channel = i % 3;
            rgb[i - channel + colour(channel)] = values[i];
        }
        return rgb;
    }

    /** The least input value per channel: black. */
    public List<Float> black() {
        return mean.stream().map(value -> -value).toList();
    }

    /** The greatest input value per channel: white. */
    public List<Float> white() {
        return mean.stream().map(value -> 255 - value).toList();
    }

    /** Which of red (0), green (1) and blue (2) an input channel holds. */
    private int colour(int channel) {
        return channelOrder == ChannelOrder.RGB ? channel : 2 - channel;
    }
}
