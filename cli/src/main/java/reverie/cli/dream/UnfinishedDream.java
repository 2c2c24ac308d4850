package reverie.cli.dream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import reverie.cli.picture.PictureMetadata;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.DreamState;
import reverie.engine.dream.Octaves;

/**
 * A dream that was ended early, in the file of its picture: the recipe says how far it got, and a chunk of its own holds the
 * floats of the octave at hand. The picture alone would not do: its values are rounded, and at another size.
 */
public final class UnfinishedDream {

    /** Type of the chunk: one that others may leave out, and that must not outlive a change of the picture. */
    static final String CHUNK = "rvST";

    private UnfinishedDream() {}

    /** Octave and iteration, and the floats of the picture, compressed. */
    static byte[] encode(DreamState state) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(state.octave());
            out.writeInt(state.iteration());
            ByteBuffer floats = ByteBuffer.allocate(Math.multiplyExact(state.input().length, Float.BYTES));
            floats.asFloatBuffer().put(state.input());
            out.write(floats.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        return bytes.toByteArray();
    }

    /**
     * Where the dream in a file was ended.
     *
     * @param recipe of the dream that shall go on: must be that of the file
     * @return nothing if it was not ended early
     * @throws UsageException if the file is another dream, or its state is damaged
     */
    public static Optional<DreamState> read(Path file, Recipe recipe) throws IOException {
        String json = PictureMetadata.read(file).get(Recipe.KEY);
        if (json == null) {
            throw new UsageException("%s is not a dream of this program".formatted(file));
        }
        RecipeDifference.between(Recipe.parse(file.toString(), json), recipe).ifPresent(difference -> {
            throw new UsageException(
                    "%s is another dream and cannot go on as this one: %s".formatted(file, difference));
        });
        Optional<byte[]> chunk = PictureMetadata.chunk(file, CHUNK);
        return chunk.isPresent() ? Optional.of(decode(file, chunk.get(), recipe)) : Optional.empty();
    }

    private static DreamState decode(Path file, byte[] chunk, Recipe recipe) {
        DreamSettings settings = recipe.spec().settings();
        var sizes = Octaves.sizes(recipe.height(), recipe.width(), settings.octaves(), settings.octaveScale());
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(chunk)))) {
            int octave = in.readInt();
            int iteration = in.readInt();
            if (octave < 1 || octave > sizes.size() || iteration < 1 || iteration > settings.iterations()) {
                throw new IOException("octave %d, iteration %d".formatted(octave, iteration));
            }
            Octaves.Size size = sizes.reversed().get(octave - 1);
            byte[] bytes = in.readNBytes(size.height() * size.width() * 3 * Float.BYTES);
            float[] input = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(input);
            if (input.length != size.height() * size.width() * 3) {
                throw new IOException("too few values");
            }
            for (float value : input) {
                if (!Float.isFinite(value)) {
                    throw new IOException("a value that is not a number");
                }
            }
            return new DreamState(octave, iteration, input);
        } catch (IOException e) {
            throw new UsageException(
                    "%s: how far it got is damaged (%s); --force begins again".formatted(file, e.getMessage()));
        }
    }
}
