package reverie.cli.picture;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats that pictures are written in, each with the endings of file names that ask for it. */
public enum PictureFormat {
    /** 8 bits of red, green and blue, exact, with text. */
    PNG,
    /** Smaller and not exact, without text. */
    JPEG;

    private List<String> endings() {
        return switch (this) {
            case PNG -> List.of("png");
            case JPEG -> List.of("jpg", "jpeg");
        };
    }

    /**
     * The format that a file's name asks for, in capitals or not.
     *
     * @throws PictureException for any other name, listing the endings there are
     */
    public static PictureFormat of(Path file) throws PictureException {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (PictureFormat format : values()) {
            if (name.contains(".") && format.endings().contains(ending)) {
                return format;
            }
        }
        String known = Arrays.stream(values())
                .flatMap(format -> format.endings().stream())
                .map(each -> "." + each)
                .collect(Collectors.joining(", "));
        throw new PictureException(
                file,
                name.contains(".") ? "no picture is written as ." + ending : "no ending says how to write the picture",
                "name a file that ends in one of " + known);
    }
}
