package reverie.cli.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** ICC profiles of the plainest kind: three primaries and a tone curve. */
final class HandmadeProfile {

    /** Red, green and blue of Adobe RGB (1998) as X, Y, Z under D50. */
    static final double[][] ADOBE = {
        {0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}
    };

    static final double ADOBE_GAMMA = 2 + 51 / 256.0;

    /** The same of sRGB. */
    static final double[][] SRGB = {
        {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
    };

    private HandmadeProfile() {}

    static byte[] adobeRgb() {
        ByteBuffer curve = ByteBuffer.allocate(16).put(ascii("curv")).putInt(0).putInt(1);
        return profile(
                ADOBE, curve.putShort((short) Math.round(ADOBE_GAMMA * 256)).array());
    }

    /** A profile that is sRGB, and is not Java's. */
    static byte[] srgb() {
        int steps = 1024;
        ByteBuffer curve =
                ByteBuffer.allocate(12 + 2 * steps).put(ascii("curv")).putInt(0).putInt(steps);
        for (int i = 0; i < steps; i++) {
            curve.putShort((short) Math.round(65535 * srgbToLinear(i / (steps - 1.0))));
        }
        return profile(SRGB, curve.array());
    }

    static double srgbToLinear(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte[] profile(double[][] primaries, byte[] curve) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put(
                "desc",
                ByteBuffer.allocate(96)
                        .put(ascii("desc"))
                        .putInt(0)
                        .putInt(2)
                        .put((byte) 'x')
                        .array());
        tags.put(
                "cprt",
                ByteBuffer.allocate(12)
                        .put(ascii("text"))
                        .putInt(0)
                        .put((byte) 'x')
                        .array());
        tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        tags.put("rXYZ", xyz(primaries[0]));
        tags.put("gXYZ", xyz(primaries[1]));
        tags.put("bXYZ", xyz(primaries[2]));
        tags.put("rTRC", curve);
        tags.put("gTRC", curve);
        tags.put("bTRC", curve);
        int at = 128 + 4 + 12 * tags.size();
        ByteBuffer file = ByteBuffer.allocate(
                at + tags.values().stream().mapToInt(HandmadeProfile::padded).sum());
        file.putInt(file.capacity()).putInt(0).putInt(0x02100000).put(ascii("mntrRGB XYZ "));
        file.position(36).put(ascii("acsp"));
        file.position(68).put(xyz(0.9642, 1, 0.8249), 8, 12);
        file.position(128).putInt(tags.size());
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            file.put(ascii(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            file.put(at, tag.getValue());
            at += padded(tag.getValue());
        }
        return file.array();
    }

    private static int padded(byte[] tag) {
        return (tag.length + 3) / 4 * 4;
    }

    private static byte[] xyz(double... values) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
        for (double value : values) {
            tag.putInt((int) Math.round(value * 65536));
        }
        return tag.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
