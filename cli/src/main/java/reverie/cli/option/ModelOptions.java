package reverie.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.weights.BundledModel;
import reverie.weights.ModelFile;
import reverie.weights.WeightFormatException;
import reverie.weights.fetch.Bytes;
import reverie.weights.fetch.CatalogueEntry;
import reverie.weights.fetch.ModelStore;

/** Which model to use, and which of its layers. */
public final class ModelOptions {

    /** What the original notebook dreamt with. */
    private static final String EXPECTED = "googlenet";

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description =
                    "The model: a name that 'reverie weights list' shows, or a model file, as 'reverie weights convert' writes it. A file of such a name needs its folder: ./googlenet. Default: bundled.")
    private Path model;

    /**
     * Opens the model: the one that was named, or else the bundled one, even where others have been fetched: what a command
     * does must not change by itself.
     *
     * @throws UsageException if something was named that must be converted or fetched first
     */
    public ModelFile open() throws IOException {
        Optional<ModelFile> named = openIfNamed();
        return named.isPresent() ? named.get() : BundledModel.open();
    }

    /**
     * Opens the model that was named, or else the one with a certain SHA-256 among the bundled and the fetched ones.
     *
     * @param sha256 in hexadecimal
     * @return nothing if none is that one
     */
    public Optional<ModelFile> openOrFind(String sha256) throws IOException {
        Optional<ModelFile> named = openIfNamed();
        if (named.isPresent()) {
            return named;
        }
        ModelStore store = ModelStore.ofUser();
        List<Path> files = new ArrayList<>(List.of(Path.of(BundledModel.NAME)));
        store.catalogue().models().stream().filter(store::has).map(store::file).forEach(files::add);
        for (Path each : files) {
            try {
                ModelFile candidate = open(each);
                if (candidate.sha256().equals(sha256)) {
                    return Optional.of(candidate);
                }
                candidate.close();
            } catch (WeightFormatException _) {
                // Damaged, so it is not the one.
            }
        }
        return Optional.empty();
    }

    /** Says that the bundled model is used, if nobody asked for it, and how to get the one that people expect. */
    public void tellDefault(PrintWriter err) throws IOException {
        if (model == null) {
            ModelStore store = ModelStore.ofUser();
            boolean fetched =
                    store.catalogue().find(EXPECTED).filter(store::has).isPresent();
            err.println(
                    fetched
                            ? "using the bundled model; --model googlenet uses GoogLeNet"
                            : "using the bundled model; for GoogLeNet: reverie weights fetch googlenet, then --model googlenet");
        }
    }

    /** Opens the model, if one was named. */
    public Optional<ModelFile> openIfNamed() throws IOException {
        if (model == null) {
            return Optional.empty();
        }
        String name = model.toString();
        if (name.endsWith(".caffemodel") && Files.exists(model)) {
            throw new UsageException("%s must be converted first: reverie weights convert %s".formatted(name, name));
        }
        return Optional.of(open(model));
    }

    /**
     * Opens a model that was named: the bundled one, one of the catalogue, or a file.
     *
     * @throws UsageException if it is in the catalogue, but not here
     */
    public static ModelFile open(Path named) throws IOException {
        return named.toString().equals(BundledModel.NAME) ? BundledModel.open() : ModelFile.open(file(named));
    }

    /**
     * The file of a model that was named: a name of the catalogue comes before a file of that name in this folder, so that
     * a command means the same in every folder.
     *
     * @throws UsageException if the model is in the catalogue, but not here
     * @throws NoSuchFileException if neither a file nor a model has that name
     */
    private static Path file(Path named) throws IOException {
        if (!ModelStore.isName(named)) {
            return named;
        }
        ModelStore store = ModelStore.ofUser();
        Optional<CatalogueEntry> model = store.catalogue().find(named.toString());
        if (model.isEmpty() && Files.exists(named)) {
            return named;
        }
        if (model.isEmpty()) {
            throw new NoSuchFileException(
                    named.toString(),
                    null,
                    "does not exist, and no model is called so; 'reverie weights list' shows the models");
        }
        if (!store.has(model.get())) {
            throw new UsageException("model '%s' is not here yet: fetch it with 'reverie weights fetch %s' (%s)%s"
                    .formatted(
                            named,
                            model.get().name(),
                            Bytes.text(model.get().size()),
                            Files.exists(named) ? "; the file of that name is ./" + named : ""));
        }
        return store.file(model.get());
    }
}
