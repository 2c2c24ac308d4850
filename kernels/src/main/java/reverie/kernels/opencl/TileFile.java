package reverie.kernels.opencl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tiles that were measured on a device, in a file of the cache folder. It begins with what it is and for which device;
 * each further line is a product and its tile. Not a word of it is believed that is not a tile of ours which the device can
 * run; as tiles change no result, a wrong choice costs time and nothing else.
 *
 * @param path one for each device and version of its driver
 */
record TileFile(Path path, OpenClDevice device) {

    private static final String FORM = "reverie tiles 1";

    /** Thousands of products. */
    private static final long LONGEST = 1 << 20;

    private static final Pattern LINE =
            Pattern.compile("product ([1-9]\\d{0,8}) ([1-9]\\d{0,8}) (\\d{1,9}) ([14]) tile (.*)");

    /**
     * What a file holds.
     *
     * @param warning why nothing was taken from a file that is there
     */
    record Contents(Map<ProductShape, ConvolutionTile> tiles, Optional<String> warning) {}

    /** The file for a device in a folder. */
    static TileFile in(Path folder, OpenClDevice device) {
        String name =
                HexFormat.of().toHexDigits(String.join("\n", header(device)).hashCode());
        return new TileFile(folder.resolve("tiles-" + name + ".txt"), device);
    }

    private static List<String> header(OpenClDevice device) {
        return Stream.of(FORM, "platform " + device.platform(), "device " + device.name(), "driver " + device.driver())
                .map(line -> line.replaceAll("\\R", " "))
                .toList();
    }

    /** What it holds; nothing, and a word about it, if it cannot be used. */
    Contents read() {
        if (!Files.isRegularFile(path)) {
            return new Contents(Map.of(), Optional.empty());
        }
        try {
            if (Files.size(path) > LONGEST) {
                return unusable("it is too long");
            }
            return parse(Files.readString(path).lines().toList());
        } catch (IOException e) {
            return unusable("it cannot be read"); // not even as text
        }
    }

    private Contents parse(List<String> lines) {
        List<String> header = header(device);
        if (lines.size() < header.size() || !lines.subList(0, header.size()).equals(header)) {
            return unusable("it is not for this device and driver");
        }
        Map<String, ConvolutionTile> possible = ConvolutionTile.possible(device).stream()
                .collect(Collectors.toMap(ConvolutionTile::toString, tile -> tile));
        Map<ProductShape, ConvolutionTile> tiles = new HashMap<>();
        for (int i = header.size(); i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                return unusable("line %d is not a product and a tile".formatted(i + 1));
            }
            var product = new ProductShape(number(line, 1), number(line, 2), number(line, 3), number(line, 4));
            ConvolutionTile tile = possible.get(line.group(5));
            if (tile == null) {
                return unusable("line %d has a tile that does not exist here".formatted(i + 1));
            }
            tiles.put(product, tile);
        }
        return new Contents(tiles, Optional.empty());
    }

    private static int number(Matcher line, int group) {
        return Integer.parseInt(line.group(group));
    }

    private Contents unusable(String reason) {
        return new Contents(
                Map.of(), Optional.of("%s is ignored: %s; 'reverie tune' writes it anew".formatted(path, reason)));
    }

    /** What the file is to hold for these tiles. */
    byte[] bytes(Map<ProductShape, ConvolutionTile> tiles) {
        List<String> lines = new ArrayList<>(header(device));
        tiles.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .sorted()
                .forEach(lines::add);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String line(ProductShape product, ConvolutionTile tile) {
        return "product %d %d %d %d tile %s"
                .formatted(product.pixels(), product.channels(), product.depth(), product.vector(), tile);
    }
}
