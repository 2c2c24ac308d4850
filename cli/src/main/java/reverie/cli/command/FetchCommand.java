package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.option.ConversionOptions;
import reverie.cli.report.FetchProgress;
import reverie.cli.report.Interruption;
import reverie.cli.report.Terminal;
import reverie.cli.report.UsageException;
import reverie.weights.CaffeConverter.Conversion;
import reverie.weights.fetch.Bytes;
import reverie.weights.fetch.CatalogueEntry;
import reverie.weights.fetch.Checksum;
import reverie.weights.fetch.Checksum.Algorithm;
import reverie.weights.fetch.ModelFetcher;
import reverie.weights.fetch.ModelStore;

/** Gets a published model. */
@Command(
        name = "fetch",
        description = {
            "Get a published model: download it, compare its checksum, convert it.",
            "It goes into the user's cache folder, and its name can then stand after --model. A download that was interrupted goes on where it ended; it is deleted once it has been converted."
        },
        mixinStandardHelpOptions = true)
public final class FetchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The model, as 'reverie weights list' shows it.")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "The .caffemodel, where it is here already. Nothing is downloaded then.")
    private Path from;

    @Option(names = "--url", paramLabel = "URL", description = "Where to download it from instead; http or https.")
    private String url;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "The checksum that the file of --from or --url must have, instead of the published one's.")
    private String sha256;

    @Option(
            names = "--any-checksum",
            description = "Take whatever file --from or --url gives, if only it can be converted.")
    private boolean anyChecksum;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long the server may be silent. Default: ${DEFAULT-VALUE}.")
    private double timeout;

    @Mixin
    private ConversionOptions conversionOptions;

    @Option(names = "--force", description = "Replace the model if it is here already.")
    private boolean force;

    @Override
    public Integer call() throws Exception {
        ModelStore store = ModelStore.ofUser();
        CatalogueEntry model = store.catalogue()
                .find(name)
                .orElseThrow(() -> new UsageException("there is no model '%s' in the catalogue, which has: %s"
                        .formatted(name, String.join(", ", store.catalogue().names()))));
        var request = new ModelFetcher.Request(
                model,
                Optional.ofNullable(from),
                address(),
                checksum(model),
                conversionOptions.definition(),
                conversionOptions.labels(),
                conversionOptions.mean(),
                force);
        Duration patience = patience();
        if (force || !store.has(model)) {
            return fetch(store, request, patience);
        }
        if (from != null || url != null || conversionOptions.isGiven()) {
            throw new UsageException(
                    "%s is here already, as %s; --force replaces it".formatted(model.name(), store.file(model)));
        }
        spec.commandLine().getErr().println(model.name() + " is here already");
        spec.commandLine().getOut().println(store.file(model));
        return 0;
    }

    private int fetch(ModelStore store, ModelFetcher.Request request, Duration patience) throws Exception {
        CatalogueEntry model = request.model();
        PrintWriter err = spec.commandLine().getErr();
        try (var interruption = new Interruption();
                var progress = new FetchProgress(err, Terminal.isThere(), interruption::isRequested)) {
            try {
                if (request.from().isEmpty() && request.url().isEmpty()) {
                    err.println(
                            "%s, %s, licence: %s".formatted(model.name(), Bytes.text(model.size()), model.licence()));
                }
                Conversion conversion = new ModelFetcher(store, patience, progress).fetch(request);
                ConversionOptions.tell(conversion, err);
                spec.commandLine().getOut().println(store.file(model));
                return 0;
            } catch (IOException | RuntimeException e) {
                progress.clear();
                // Told here, while a process that was interrupted still waits for us.
                CommandLine command = spec.commandLine();
                return command.getExecutionExceptionHandler().handleExecutionException(e, command, null);
            }
        }
    }

    private Optional<URI> address() {
        if (url == null) {
            return Optional.empty();
        }
        if (from != null) {
            throw new UsageException("--from and --url do not go together");
        }
        try {
            URI address = new URI(url);
            if (CatalogueEntry.isSupported(address)) {
                return Optional.of(address);
            }
        } catch (URISyntaxException _) {
            // Told below.
        }
        throw new UsageException("--url takes an address of http or https, not '%s'".formatted(url));
    }

    /** Plain http is safe with a checksum only, so none is left out unless the user names the source. */
    private Optional<Checksum> checksum(CatalogueEntry model) {
        if (sha256 == null && !anyChecksum) {
            return Optional.of(model.checksum());
        }
        if (sha256 != null && anyChecksum) {
            throw new UsageException("--sha256 and --any-checksum do not go together");
        }
        if (from == null && url == null) {
            throw new UsageException("--sha256 and --any-checksum are for files of --from or --url");
        }
        try {
            return Optional.ofNullable(sha256).map(hex -> new Checksum(Algorithm.SHA256, hex));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--sha256: " + e.getMessage());
        }
    }

    private Duration patience() {
        if (!(timeout >= 0.1 && timeout <= 86_400)) {
            throw new UsageException("--timeout takes 0.1 to 86400 seconds, not " + timeout);
        }
        return Duration.ofMillis(Math.round(timeout * 1e3));
    }
}
