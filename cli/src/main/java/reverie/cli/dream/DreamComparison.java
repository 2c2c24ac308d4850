package reverie.cli.dream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.ReadOptions;
import reverie.engine.image.Image;

/** Whether a dream that was made again is the file that there was. */
public final class DreamComparison {

    private DreamComparison() {}

    /**
     * Compares byte by byte.
     *
     * @param there with its picture
     * @param here made again
     * @return what differs, in words; nothing if both are the same bytes
     */
    public static Optional<String> between(RecordedDream there, Dream here) throws IOException {
        byte[] first = there.picture().orElseThrow();
        PictureFormat format = there.format();
        var out = new ByteArrayOutputStream();
        here.file(format).writeTo(out);
        byte[] second = out.toByteArray();
        if (Arrays.equals(first, second)) {
            return Optional.empty();
        }
        List<String> differences = new ArrayList<>();
        RecipeDifference.between(there.json(), here.recipe().json(here.outcome()))
                .ifPresent(differences::add);
        Optional<String> pixels = pixels(
                PhotoReader.read(there.name(), first, ReadOptions.DEFAULT),
                PhotoReader.read(there.name(), second, ReadOptions.DEFAULT));
        if (pixels.isEmpty() && differences.isEmpty()) {
            return Optional.of("picture and recipe are the same, but another program has written the file anew");
        }
        differences.add(pixels.orElse("all pixels are the same"));
        return Optional.of(String.join("; ", differences));
    }

    private static Optional<String> pixels(Image first, Image second) {
        if (first.width() != second.width() || first.height() != second.height()) {
            return Optional.of("the picture has %d x %d pixels there and %d x %d here"
                    .formatted(first.width(), first.height(), second.width(), second.height()));
        }
        int differing = 0;
        float most = 0;
        for (int pixel = 0; pixel < first.rgb().length; pixel += 3) {
            float difference = 0;
            for (int i = pixel; i < pixel + 3; i++) {
                difference = Math.max(difference, Math.abs(first.rgb()[i] - second.rgb()[i]));
            }
            differing += difference > 0 ? 1 : 0;
            most = Math.max(most, difference);
        }
        return differing == 0
                ? Optional.empty()
                : Optional.of("%d of %d pixels differ, by at most %d grey level%s"
                        .formatted(differing, first.rgb().length / 3, Math.round(most), most > 1 ? "s" : ""));
    }
}
