package reverie.weights.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import reverie.weights.WeightFormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published models that are known by name.
 *
 * @param models in the order in which they are listed
 */
public record Catalogue(List<CatalogueEntry> models) {

    private static final String RESOURCE = "catalogue.json";

    // What is missing or misspelt must not become a default.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** @throws IllegalArgumentException if two models share a name */
    public Catalogue {
        models = List.copyOf(models);
        Set<String> names = new HashSet<>();
        for (CatalogueEntry model : models) {
            Stream.concat(Stream.of(model.name()), model.aliases().stream())
                    .filter(name -> !names.add(name))
                    .forEach(name -> {
                        throw new IllegalArgumentException("two models are called '%s'".formatted(name));
                    });
        }
    }

    /** The one that comes with this program. */
    public static Catalogue bundled() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            return JSON.readValue(in, Catalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Another one, of the same form.
     *
     * @throws WeightFormatException if something in it is missing, unknown or cannot be
     * @throws IOException if it cannot be read
     */
    public static Catalogue read(Path file) throws IOException {
        byte[] json = Files.readAllBytes(file);
        try {
            return JSON.readValue(json, Catalogue.class);
        } catch (JacksonException e) {
            throw new WeightFormatException(
                    "'%s' is no catalogue of models: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }

    /** The model of this name, or with this alias. */
    public Optional<CatalogueEntry> find(String name) {
        return models.stream().filter(model -> model.isCalled(name)).findFirst();
    }

    /** The names, without aliases. */
    public List<String> names() {
        return models.stream().map(CatalogueEntry::name).toList();
    }
}
