package reverie.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import reverie.bench.PictureSize;
import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Model;
import reverie.engine.network.Shape;

/**
 * The process of one engine. It reads requests from standard input, does one after the other, and writes a {@link Reply} to
 * each on standard output:
 *
 * <ul>
 *   <li>{@code load HEIGHTxWIDTH} replies with the resident memory, in kB, of this JVM with the model read and the engine not
 *       yet touched;
 *   <li>{@code version} replies with words, {@code steps} with whether there is a backward;
 *   <li>{@code warm forward|step} replies with how many runs it took until the time was steady;
 *   <li>{@code time forward|step MILLISECONDS} replies with the milliseconds of each run, and does at least one;
 *   <li>{@code save FILE activation|gradient} writes floats, little-endian, channels x height x width;
 *   <li>{@code memory} replies with the greatest resident memory that this process ever had, in kB.
 * </ul>
 */
public final class EngineMain {

    private final Engine engine;
    private final ModelFiles files;
    private final String layer;
    private final int threads;
    private Model model;

    private EngineMain(Engine engine, ModelFiles files, String layer, int threads) {
        this.engine = engine;
        this.files = files;
        this.layer = layer;
        this.threads = threads;
    }

    /** Takes the engine's label, weights, definition, layer and number of threads. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // what a library prints is no reply
        var files = new ModelFiles(Path.of(arguments[1]), Path.of(arguments[2]));
        try (Engine engine = EngineKind.of(arguments[0]).open();
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var process = new EngineMain(engine, files, arguments[3], Integer.parseInt(arguments[4]));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(process.reply(line).line());
                out.flush();
            }
        }
    }

    /** Whatever goes wrong is told to the process that asked; it decides what that means. */
    private Reply reply(String request) {
        try {
            return answer(request.split(" ", -1));
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            return Reply.failed(e);
        }
    }

    private Reply answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "load" -> load(PictureSize.parse(words[1]));
            case "version" -> Reply.done(engine.version());
            case "steps" -> Reply.done(String.valueOf(engine.canStep()));
            case "warm" -> Reply.done(String.valueOf(Repetition.untilSteady(work(words[1]))));
            case "time" -> Reply.done(Repetition.forMilliseconds(Double.parseDouble(words[2]), work(words[1])));
            case "memory" -> Reply.done(String.valueOf(ProcessStatus.self().peakMemory()));
            case "save" -> save(Path.of(words[1]), words[2]);
            default -> throw new IllegalArgumentException("no request: " + String.join(" ", words));
        };
    }

    private Reply load(PictureSize size) throws IOException {
        if (model == null) {
            model = files.read();
        }
        float[] pixels = model.dreamPreprocessing().toInput(TestPicture.of(size));
        float[] input = ChannelsFirst.fromChannelsLast(pixels, new Shape(size.height(), size.width(), 3));
        long before = ProcessStatus.self().memory();
        engine.load(new Engine.Workload(files.weights(), files.definition(), model, layer, size, input, threads));
        return Reply.done(String.valueOf(before));
    }

    private Runnable work(String name) {
        return switch (name) {
            case "forward" -> engine::forward;
            case "step" -> engine::step;
            default -> throw new IllegalArgumentException("neither forward nor step: " + name);
        };
    }

    private Reply save(Path file, String what) throws IOException {
        float[] values = what.equals("activation") ? engine.activation() : engine.inputGradient();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
        return Reply.done();
    }
}
