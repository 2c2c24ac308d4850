package reverie.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.weights.SafetensorsWriter.Item;

class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read() throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("b", "line\nline \"quoted\" \u00e4 \ud83d\ude00");
        metadata.put("a", "");
        byte[] bytes = write(
                metadata,
                Item.of("conv1/weight", List.of(2, 3), new float[] {1, -2, 3.5f, Float.MIN_VALUE, -0f, 1e30f}),
                Item.of("empty", List.of(0, 7), new float[0]),
                Item.of("scalar", List.of(), new float[] {42}));
        Path path = Files.write(folder.resolve("a.safetensors"), bytes);
        try (Safetensors file = Safetensors.open(path)) {
            assertEquals(metadata, file.metadata());
            assertEquals(List.of("b", "a"), List.copyOf(file.metadata().keySet()));
            assertEquals(
                    List.of("conv1/weight", "empty", "scalar"),
                    List.copyOf(file.tensors().keySet()));
            assertEquals(List.of(2, 3), file.tensor("conv1/weight").shape());
            assertArrayEquals(
                    new float[] {1, -2, 3.5f, Float.MIN_VALUE, -0f, 1e30f},
                    file.tensor("conv1/weight").values());
            assertArrayEquals(new float[] {42}, file.tensor("scalar").values());
            assertEquals(0, file.tensor("empty").values().length);
            assertTrue(file.find("absent").isEmpty());
            assertThrows(WeightFormatException.class, () -> file.tensor("absent"));
            assertEquals(64, file.sha256().length());
        }
    }

    @Test
    void values_begin_at_a_multiple_of_eight() throws IOException {
        for (int length = 0; length < 8; length++) {
            byte[] bytes = write(Map.of("pad", "x".repeat(length)), Item.of("a", List.of(1), new float[] {1}));
            long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
            assertEquals(0, header % 8);
        }
    }

    @Test
    void large_tensors_survive_writing_in_chunks() throws IOException {
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.5f;
        }
        byte[] bytes = write(Map.of(), Item.of("a", List.of(values.length), values));
        try (Safetensors file = Safetensors.of("test", bytes)) {
            assertArrayEquals(values, file.tensor("a").values());
        }
    }

    @Test
    void a_writer_refuses_what_it_could_not_read() {
        Item item = Item.of("a", List.of(1), new float[1]);
        assertThrows(IllegalArgumentException.class, () -> write(Map.of(), item, item));
        assertThrows(IllegalArgumentException.class, () -> write(Map.of(), Item.of("a", List.of(2), new float[1])));
        assertThrows(
                IllegalArgumentException.class,
                () -> write(Map.of(), Item.of("__metadata__", List.of(1), new float[1])));
    }

    /** Each header goes with a buffer of eight bytes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "overlap      | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "same bytes   | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "hole first   | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
                "hole last    | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
                "past the end | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}",
                "negative     | {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}",
                "two negative | {'a':{'dtype':'F32','shape':[-1,-2],'data_offsets':[0,8]}}",
                "neg. offset  | {'a':{'dtype':'F32','shape':[3],'data_offsets':[-4,8]}}",
                "backwards    | {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}",
                "wrong count  | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}",
                "overflow     | {'a':{'dtype':'F32','shape':[4294967296,4294967296,2],'data_offsets':[0,8]}}",
                "wraps to two | {'a':{'dtype':'U8','shape':[9223372036854775807,9223372036854775807,8],'data_offsets':[0,8]}}",
                "beyond long  | {'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}}",
                "fraction     | {'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}",
                "exponent     | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8e0]}}",
                "text number  | {'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}",
                "unknown type | {'a':{'dtype':'F33','shape':[2],'data_offsets':[0,8]}}",
                "type missing | {'a':{'shape':[2],'data_offsets':[0,8]}}",
                "one offset   | {'a':{'dtype':'F32','shape':[2],'data_offsets':[8]}}",
                "extra        | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'path':'/etc/passwd'}}",
                "same name    | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
                "same key     | {'a':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "same note    | {'__metadata__':{'x':'1','x':'2'},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "note no text | {'__metadata__':{'x':1},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "note object  | {'__metadata__':{'x':{}},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "note array   | {'__metadata__':[],'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "nested shape | {'a':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}}",
                "no object    | {'a':7}",
                "unfinished   | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}",
                "two values   | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}{}",
                "not JSON     | {a}",
                "comment      | {/**/'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
            })
    void a_hostile_header_is_refused(String name, String header) {
        assertThrows(
                WeightFormatException.class, () -> Safetensors.of(name, file(header.replace('\'', '"'), 8)), header);
    }

    @Test
    void a_header_padded_with_spaces_is_fine() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}     ";
        try (Safetensors file = Safetensors.of("test", file(header, 8))) {
            assertArrayEquals(new float[2], file.tensor("a").values());
        }
    }

    @Test
    void other_types_are_listed_but_not_read() throws IOException {
        String header = "{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}";
        try (Safetensors file = Safetensors.of("test", file(header, 8))) {
            assertEquals(
                    SafetensorsHeader.ElementType.BF16, file.tensors().get("a").type());
            WeightFormatException e = assertThrows(WeightFormatException.class, () -> file.tensor("a"));
            assertTrue(e.getMessage().contains("only F32"), e.getMessage());
        }
    }

    @Test
    void a_deeply_nested_header_is_refused() {
        String header = "{\"a\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}";
        assertThrows(WeightFormatException.class, () -> Safetensors.of("test", file(header, 0)));
        String objects = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        assertThrows(WeightFormatException.class, () -> Safetensors.of("test", file(objects, 0)));
    }

    @Test
    void a_header_in_another_encoding_is_refused() {
        byte[] utf16 =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}".getBytes(StandardCharsets.UTF_16LE);
        assertThrows(WeightFormatException.class, () -> Safetensors.of("test", file(utf16, 0)));
        byte[] broken = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertThrows(WeightFormatException.class, () -> Safetensors.of("test", file(broken, 0)));
    }

    @Test
    void a_header_length_that_lies_is_refused() {
        byte[] bytes = file("{}", 0);
        for (long length :
                new long[] {0, 1, 3, 99_999_999, 100_000_001, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            assertThrows(WeightFormatException.class, () -> Safetensors.of("test", bytes), () -> "length " + length);
        }
    }

    @Test
    void a_file_cut_off_anywhere_is_refused() throws IOException {
        byte[] bytes = write(Map.of("a", "b"), Item.of("a", List.of(3), new float[] {1, 2, 3}));
        for (int length = 0; length < bytes.length; length++) {
            Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(bytes, length));
            assertThrows(
                    WeightFormatException.class, () -> Safetensors.open(cut).close());
        }
        Path longer = Files.write(folder.resolve("long.safetensors"), Arrays.copyOf(bytes, bytes.length + 1));
        assertThrows(WeightFormatException.class, () -> Safetensors.open(longer).close());
    }

    private static byte[] write(Map<String, String> metadata, Item... items) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsWriter.write(out, metadata, List.of(items));
        return out.toByteArray();
    }

    private static byte[] file(String header, int bufferBytes) {
        return file(header.getBytes(StandardCharsets.UTF_8), bufferBytes);
    }

    private static byte[] file(byte[] header, int bufferBytes) {
        return ByteBuffer.allocate(8 + header.length + bufferBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }
}
