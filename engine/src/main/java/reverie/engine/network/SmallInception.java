package reverie.engine.network;

import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.SoftmaxLayer;

/**
 * GoogLeNet's family in small: a stem, seven inception modules in three scales and a classifier, for pictures of 64 x 64
 * pixels. Two fifths of GoogLeNet's arithmetic per pixel and a ninth of its weights, so that it can be trained in half an
 * hour. Its first module sees the picture at a quarter of its size, not an eighth; and the pooling in front of the classifier
 * is global, so that every layer runs at any size.
 */
public final class SmallInception {

    /** Rows and columns of the pictures that it learns from. */
    public static final int SIDE = 64;

    /** The layer that sees the pictures. */
    public static final String FIRST_LAYER = "conv1/5x5_s2";

    /** What the classifier says before it is made into probabilities. */
    public static final String LOGITS = "loss3/classifier";

    private SmallInception() {}

    /**
     * The definition.
     *
     * @param classes how many it tells apart
     */
    public static NetworkDefinition definition(int classes) {
        var network = new InceptionBuilder("Reverie", new Shape(SIDE, SIDE, 3));
        network.convolution("conv1/", "5x5_s2", "5x5", 32, 5, 2);
        network.pooling("pool1/3x3_s2", Method.MAX, 3, 2, 0);
        network.normalisation("pool1/norm1");
        network.convolution("conv2/", "3x3_reduce", "3x3_reduce", 32, 1, 1);
        network.convolution("conv2/", "3x3", "3x3", 64, 3, 1);
        network.normalisation("conv2/norm2");
        network.inception("3a", 32, 32, 48, 8, 16, 16);
        network.inception("3b", 48, 40, 64, 12, 24, 24);
        network.pooling("pool3/3x3_s2", Method.MAX, 3, 2, 0);
        network.inception("4a", 64, 48, 96, 16, 32, 32);
        network.inception("4b", 64, 56, 112, 16, 32, 32);
        network.inception("4c", 64, 64, 128, 16, 32, 32);
        network.pooling("pool4/3x3_s2", Method.MAX, 3, 2, 0);
        network.inception("5a", 96, 64, 128, 16, 48, 48);
        network.inception("5b", 128, 80, 160, 16, 48, 48);
        network.globalPooling("pool5/global", Method.AVERAGE);
        network.stack(LOGITS, new InnerProductLayer(classes, true));
        network.stack("prob", new SoftmaxLayer());
        return network.build();
    }
}
