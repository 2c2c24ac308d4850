package reverie.weights;

import java.io.IOException;
import java.io.InputStream;

/** The model that comes with the program, so that it dreams at once; {@code reverie train} made it. */
public final class BundledModel {

    /** By this name it is asked for. */
    public static final String NAME = "bundled";

    private static final String RESOURCE = "bundled.safetensors";

    private BundledModel() {}

    /** Opens it. */
    public static ModelFile open() throws IOException {
        try (InputStream in = BundledModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            return ModelFile.of(RESOURCE, in.readAllBytes());
        }
    }
}
