package reverie.weights;

import java.util.List;
import java.util.Optional;
import reverie.weights.proto.Caffe.DataParameter;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.TransformationParameter;

/**
 * What a layer that loads data does to pictures.
 *
 * @param cropSize rows and columns of what the network sees
 * @param mean one value for all channels, or one for each; empty if the layer names none
 * @param meanFile a file with a mean picture, which is named but not there
 * @param scale what values are multiplied by after the mean is subtracted
 */
record InputTransform(Optional<Integer> cropSize, List<Float> mean, Optional<String> meanFile, float scale) {

    static final InputTransform NONE = new InputTransform(Optional.empty(), List.of(), Optional.empty(), 1);

    InputTransform {
        mean = List.copyOf(mean);
    }

    static InputTransform of(LayerParameter layer) {
        TransformationParameter transform = layer.getTransformParam();
        DataParameter old = layer.getDataParam();
        int crop = transform.getCropSize() != 0 ? transform.getCropSize() : old.getCropSize();
        String meanFile = transform.hasMeanFile() ? transform.getMeanFile() : old.getMeanFile();
        return new InputTransform(
                crop == 0 ? Optional.empty() : Optional.of(crop),
                transform.getMeanValueList(),
                meanFile.isEmpty() ? Optional.empty() : Optional.of(meanFile),
                transform.getScale() * old.getScale());
    }
}
