package reverie.weights.fetch;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import reverie.weights.WeightFormatException;

/**
 * The models of the catalogue that are on this machine, in the user's cache folder: {@code models} holds model files that
 * are whole, {@code downloads} what is on its way.
 */
public final class ModelStore {

    /** Names a file with another catalogue, for tests. */
    private static final String CATALOGUE_PROPERTY = "reverie.catalogue";

    private final Path folder;
    private final Catalogue catalogue;

    /** @param folder need not exist */
    public ModelStore(Path folder, Catalogue catalogue) {
        this.folder = folder.toAbsolutePath();
        this.catalogue = catalogue;
    }

    /**
     * This user's.
     *
     * @throws IOException if another catalogue was named and is none
     */
    public static ModelStore ofUser() throws IOException {
        String file = System.getProperty(CATALOGUE_PROPERTY);
        return new ModelStore(
                CacheFolder.ofSystem(), file == null ? Catalogue.bundled() : Catalogue.read(Path.of(file)));
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** The model file, whether it is there or not. */
    public Path file(CatalogueEntry model) {
        return model.fileIn(folder.resolve("models"));
    }

    /** Whether the model file is there. */
    public boolean has(CatalogueEntry model) {
        return Files.isRegularFile(file(model));
    }

    /**
     * Whether a word may be the name of a model. A path, or a name with an ending, never is: {@code ./googlenet} and
     * {@code googlenet.safetensors} are files, and need no look into the catalogue.
     */
    public static boolean isName(Path word) {
        return !word.isAbsolute()
                && word.getNameCount() == 1
                && !word.toString().contains(".");
    }

    /** How much of a model has been downloaded, in bytes; 0 if nothing has. */
    public long downloaded(CatalogueEntry model) {
        return part(model).size();
    }

    PartialDownload part(CatalogueEntry model) {
        return new PartialDownload(downloads(), model.name());
    }

    Path downloads() {
        return folder.resolve("downloads");
    }

    /** Makes the folders, where they are missing. */
    void create() throws IOException {
        for (Path each : new Path[] {folder.resolve("models"), downloads()}) {
            try {
                Files.createDirectories(each);
            } catch (FileSystemException e) {
                throw new WeightFormatException(
                        "the folder %s cannot be made (%s); %s names another one"
                                .formatted(each, e.getClass().getSimpleName(), CacheFolder.VARIABLE),
                        e);
            }
        }
    }
}
