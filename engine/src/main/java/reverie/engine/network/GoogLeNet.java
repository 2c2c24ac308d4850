package reverie.engine.network;

import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.SoftmaxLayer;

/**
 * The architecture of BVLC GoogLeNet, for measurements and tests where no model file is given; what users dream with is read
 * from files. A test lays it beside the published definition.
 */
public final class GoogLeNet {

    private GoogLeNet() {}

    public static NetworkDefinition definition() {
        var network = new InceptionBuilder("GoogleNet", new Shape(224, 224, 3));
        network.convolution("conv1/", "7x7_s2", "7x7", 64, 7, 2);
        network.pooling("pool1/3x3_s2", Method.MAX, 3, 2, 0);
        network.normalisation("pool1/norm1");
        network.convolution("conv2/", "3x3_reduce", "3x3_reduce", 64, 1, 1);
        network.convolution("conv2/", "3x3", "3x3", 192, 3, 1);
        network.normalisation("conv2/norm2");
        network.pooling("pool2/3x3_s2", Method.MAX, 3, 2, 0);
        network.inception("3a", 64, 96, 128, 16, 32, 32);
        network.inception("3b", 128, 128, 192, 32, 96, 64);
        network.pooling("pool3/3x3_s2", Method.MAX, 3, 2, 0);
        network.inception("4a", 192, 96, 208, 16, 48, 64);
        network.inception("4b", 160, 112, 224, 24, 64, 64);
        network.inception("4c", 128, 128, 256, 24, 64, 64);
        network.inception("4d", 112, 144, 288, 32, 64, 64);
        network.inception("4e", 256, 160, 320, 32, 128, 128);
        network.pooling("pool4/3x3_s2", Method.MAX, 3, 2, 0);
        network.inception("5a", 256, 160, 320, 32, 128, 128);
        network.inception("5b", 384, 192, 384, 48, 128, 128);
        network.pooling("pool5/7x7_s1", Method.AVERAGE, 7, 1, 0);
        network.inPlace("pool5/drop_7x7_s1", new IdentityLayer("Dropout"));
        network.stack("loss3/classifier", new InnerProductLayer(1000, true));
        network.stack("prob", new SoftmaxLayer());
        return network.build();
    }
}
