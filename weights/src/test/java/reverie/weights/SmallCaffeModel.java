package reverie.weights;

import java.io.IOException;
import java.nio.file.Path;
import reverie.weights.proto.Caffe.InnerProductParameter;
import reverie.weights.proto.Caffe.NetParameter;

/** A Caffe model for tests of other packages: small, but of many pieces for a server. */
public final class SmallCaffeModel {

    private static final int CLASSES = 700;

    private SmallCaffeModel() {}

    /** Writes it: some 100 kB. */
    public static Path write(Path file) throws IOException {
        return SmallNets.write(file, net(CLASSES));
    }

    /** The bytes of another one. */
    public static byte[] other() {
        return net(CLASSES / 2).build().toByteArray();
    }

    private static NetParameter.Builder net(int classes) {
        NetParameter.Builder net = SmallNets.v2();
        net.getLayerBuilder(2)
                .setInnerProductParam(InnerProductParameter.newBuilder().setNumOutput(classes))
                .setBlobs(0, SmallNets.blob(classes, 36))
                .setBlobs(1, SmallNets.blob(classes));
        return net;
    }
}
