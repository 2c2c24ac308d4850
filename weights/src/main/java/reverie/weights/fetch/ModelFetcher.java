package reverie.weights.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import reverie.weights.AtomicFile;
import reverie.weights.CaffeConverter;
import reverie.weights.CaffeConverter.Conversion;

/**
 * Makes a published model a model file of the {@linkplain ModelStore store}: downloaded or taken from a file that is here,
 * its checksum compared, converted, and only then put under its name.
 */
public final class ModelFetcher {

    private static final Duration CONNECT = Duration.ofSeconds(15);

    private final ModelStore store;
    private final Duration patience;
    private final FetchListener listener;

    /** @param patience how long a server may be silent */
    public ModelFetcher(ModelStore store, Duration patience, FetchListener listener) {
        this.store = store;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * What to fetch.
     *
     * @param from the published file, where it is here already; nothing is downloaded then
     * @param url where to download from, instead of the addresses in the catalogue
     * @param checksum that the file must have; without one any file is taken that can be converted
     * @param definition a {@code .prototxt}, instead of the definition in the weights
     * @param labels names of the classes, one per line
     * @param mean the mean pixel, instead of the one that the conversion finds
     * @param overwrite whether a model file that is there already may be replaced
     */
    public record Request(
            CatalogueEntry model,
            Optional<Path> from,
            Optional<URI> url,
            Optional<Checksum> checksum,
            Optional<Path> definition,
            Optional<Path> labels,
            Optional<List<Float>> mean,
            boolean overwrite) {

        /** A model as it is published. */
        public static Request of(CatalogueEntry model) {
            return new Request(
                    model,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(model.checksum()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }

        /** Whether it asks for the very file that is in the catalogue. */
        private boolean asPublished() {
            return checksum.equals(Optional.of(model.checksum()));
        }

        private OptionalLong size() {
            return asPublished() ? OptionalLong.of(model.size()) : OptionalLong.empty();
        }

        private CaffeConverter.Settings settings(Path weights) {
            return new CaffeConverter.Settings(
                    weights,
                    definition,
                    labels,
                    // The usual mean is left to the conversion, which knows that dreams have another one.
                    mean.or(() -> Optional.of(model.mean()).filter(own -> !own.equals(CaffeConverter.USUAL_MEAN))),
                    Optional.empty(),
                    Optional.of(model.licence()).filter(_ -> asPublished()));
        }
    }

    /**
     * Fetches a model. The download is deleted once it has been converted: the model file holds all that is needed of it,
     * and its SHA-256.
     *
     * @throws FetchException if it cannot be had, or is not what it should be
     * @throws FileAlreadyExistsException if the model is there and may not be replaced
     * @throws IOException if it cannot be converted or written
     */
    public Conversion fetch(Request request) throws IOException {
        store.create();
        Path target = store.file(request.model());
        AtomicFile.requireWritable(target, request.overwrite());
        if (request.from().isPresent()) {
            Path file = request.from().get();
            requireSame(file, request);
            return CaffeConverter.convert(request.settings(file), target, request.overwrite());
        }
        try (FetchLock _ = FetchLock.take(store.downloads(), request.model().name())) {
            Path file = download(request);
            Conversion conversion = convert(request, file, target);
            Files.delete(file);
            return conversion;
        }
    }

    private void requireSame(Path file, Request request) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, Files.exists(file) ? "is not a file" : "does not exist");
        }
        if (!isRight(file, request.checksum())) {
            Checksum wanted = request.checksum().orElseThrow();
            throw new FetchException(
                    "%s is not the file that is wanted: its %s is %s, not %s; --sha256 or --any-checksum takes another file"
                            .formatted(
                                    file,
                                    wanted.algorithm(),
                                    Checksum.of(wanted.algorithm(), file).hex(),
                                    wanted.hex()));
        }
    }

    private boolean isRight(Path file, Optional<Checksum> wanted) throws IOException {
        if (wanted.isEmpty()) {
            return true;
        }
        boolean same = Checksum.of(wanted.get().algorithm(), file).equals(wanted.get());
        if (same) {
            listener.verified(wanted.get());
        }
        return same;
    }

    private static Conversion convert(Request request, Path file, Path target) throws IOException {
        boolean converted = false;
        try {
            Conversion conversion = CaffeConverter.convert(request.settings(file), target, request.overwrite());
            converted = true;
            return conversion;
        } finally {
            // The right file stays: with better labels or another definition the next attempt needs no download.
            if (!converted && request.checksum().isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Brings the file here, whole and right. */
    private Path download(Request request) throws IOException {
        CatalogueEntry model = request.model();
        Path whole = store.downloads().resolve(model.fileName());
        if (Files.exists(whole)) { // an earlier process ended before it was converted
            if (request.checksum().isPresent() && isRight(whole, request.checksum())) {
                return whole;
            }
            Files.delete(whole);
        }
        PartialDownload part = store.part(model);
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT.compareTo(patience) < 0 ? CONNECT : patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1) // old servers know no offers of another one
                .build();
        try {
            var download =
                    new Download(client, part, request.size(), new Patience(patience, listener::wantsToStop), listener);
            tryAll(addresses(request, part), download, part, request.checksum());
        } catch (FetchException.Stopped e) {
            throw new FetchException("interrupted" + kept(part), e);
        } finally {
            client.shutdownNow();
        }
        part.becomes(whole);
        return whole;
    }

    /** One that we have a part from comes first. */
    private static List<URI> addresses(Request request, PartialDownload part) throws IOException {
        Optional<String> begun = part.origin().map(PartialDownload.Origin::address);
        return request.url().map(List::of).orElse(request.model().addresses()).stream()
                .sorted(Comparator.comparing(address -> !begun.equals(Optional.of(address.toString()))))
                .toList();
    }

    private void tryAll(List<URI> addresses, Download download, PartialDownload part, Optional<Checksum> checksum)
            throws IOException {
        for (URI address : addresses) {
            try {
                fetchFrom(address, download, part, checksum);
                return;
            } catch (FetchException.Stopped e) {
                throw e;
            } catch (FetchException e) {
                if (address.equals(addresses.getLast())) {
                    throw new FetchException(e.getMessage() + kept(part), e);
                }
                listener.failed(address, e.getMessage());
            }
        }
    }

    private void fetchFrom(URI address, Download download, PartialDownload part, Optional<Checksum> checksum)
            throws IOException {
        for (boolean resumed = part.isFrom(address); ; resumed = false) {
            download.from(address);
            if (isRight(part.path(), checksum)) {
                return;
            }
            Checksum wanted = checksum.orElseThrow();
            String fault = "%s: the file's %s is %s, not %s; it is not used"
                    .formatted(
                            address,
                            wanted.algorithm(),
                            Checksum.of(wanted.algorithm(), part.path()).hex(),
                            wanted.hex());
            part.discard();
            if (!resumed) {
                throw new FetchException(fault);
            }
            // The fault may lie in what was here before.
            listener.failed(address, fault);
        }
    }

    private static String kept(PartialDownload part) throws IOException {
        return part.origin()
                .map(origin -> "; %s of %s are here, and the same command goes on from there"
                        .formatted(Bytes.text(part.size()), Bytes.text(origin.size())))
                .orElse("");
    }
}
