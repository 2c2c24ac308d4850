package reverie.weights.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A published model.
 *
 * @param name what users call it: lower-case letters, digits, hyphens and underscores; also the name of its file here
 * @param aliases what else they call it
 * @param url where its {@code .caffemodel} is published; http or https
 * @param mirrors where else it can be had, to be tried in this order
 * @param size of that file, in bytes
 * @param checksum of that file
 * @param licence the terms under which its authors let it be used
 * @param mean the mean pixel that it was trained with: blue, green, red
 * @param layer where to dream unless the user says otherwise
 */
public record CatalogueEntry(
        String name,
        List<String> aliases,
        URI url,
        List<URI> mirrors,
        long size,
        Checksum checksum,
        String licence,
        List<Float> mean,
        String layer) {

    // Without dots and separators, so that no name can be taken for a file, nor lead out of a folder.
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** @throws IllegalArgumentException if something is missing or cannot be */
    public CatalogueEntry {
        aliases = List.copyOf(aliases);
        mirrors = List.copyOf(mirrors);
        mean = List.copyOf(mean);
        Stream.concat(Stream.of(name), aliases.stream())
                .forEach(word -> require(NAME.matcher(word).matches(), "'%s' is no name for a model", word));
        Stream.concat(Stream.of(url), mirrors.stream())
                .forEach(address -> require(isSupported(address), "'%s' is not an address of http or https", address));
        require(FILE.matcher(fileName(url)).matches(), "'%s' does not end with the name of a file", url);
        require(size > 0, "'%s' has no size", name);
        require(mean.size() == 3, "the mean pixel of '%s' has not 3 values", name);
        require(!licence.isBlank() && !layer.isBlank(), "'%s' has no licence or layer", name);
    }

    private static void require(boolean condition, String complaint, Object what) {
        if (!condition) {
            throw new IllegalArgumentException(complaint.formatted(what));
        }
    }

    /** Whether files can be fetched from there. */
    public static boolean isSupported(URI address) {
        return List.of("http", "https")
                        .contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
                && address.getHost() != null;
    }

    /** Whether this is its name or an alias, in letters of any case. */
    boolean isCalled(String word) {
        return Stream.concat(Stream.of(name), aliases.stream()).anyMatch(word::equalsIgnoreCase);
    }

    /** The name of the published file. */
    String fileName() {
        return fileName(url);
    }

    private static String fileName(URI address) {
        String path = String.valueOf(address.getPath());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** All addresses, the publisher's first. */
    List<URI> addresses() {
        return Stream.concat(Stream.of(url), mirrors.stream()).toList();
    }

    /** Where its model file lies below a folder of models. */
    Path fileIn(Path models) {
        return models.resolve(name + ".safetensors");
    }
}
