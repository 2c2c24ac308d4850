package reverie.bench.peer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The engines that can be compared. */
public enum EngineKind {
    REVERIE("reverie", "", ""),
    CAFFE("caffe", "CaffeEngine", "caffe"),
    /** As the original notebook runs it: it did not tell Caffe to leave the gradients of the weights alone. */
    CAFFE_WEIGHT_GRADIENTS("caffe-weight-gradients", "CaffeEngine", "caffe"),
    PYTORCH("pytorch", "TorchEngine", "pytorch"),
    PYTORCH_CHANNELS_LAST("pytorch-channels-last", "TorchEngine", "pytorch"),
    OPENCV("opencv-dnn", "OpenCvEngine", "opencv");

    /** Those that are compared unless some are named. */
    public static final List<EngineKind> USUAL = List.of(REVERIE, CAFFE, PYTORCH, PYTORCH_CHANNELS_LAST, OPENCV);

    private final String label;
    private final String className;
    private final String folder;

    EngineKind(String label, String className, String folder) {
        this.label = label;
        this.className = className;
        this.folder = folder;
    }

    /** The name in options and tables. */
    public String label() {
        return label;
    }

    /**
     * The engine of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EngineKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no engine '%s'; there are: %s"
                        .formatted(
                                label,
                                Arrays.stream(values()).map(EngineKind::label).collect(Collectors.joining(", ")))));
    }

    /**
     * Where the build puts the libraries of this engine alone. Two engines may need different versions of one library.
     *
     * @param peers the folder of all of them
     */
    public List<Path> classPath(Path peers) {
        return folder.isEmpty() ? List.of() : List.of(peers.resolve(folder).resolve("*"));
    }

    /**
     * The engine itself, in this process.
     *
     * @throws IllegalStateException if the build left it out
     */
    public Engine open() {
        return this == REVERIE ? new ReverieEngine() : PeersProfile.create(className, Engine.class, this);
    }
}
