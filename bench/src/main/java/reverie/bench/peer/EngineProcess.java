package reverie.bench.peer;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import reverie.bench.PictureSize;

/** The other end of an {@link EngineMain}: starts it, sends requests, waits for replies, and ends it. */
final class EngineProcess implements AutoCloseable {

    private final EngineKind kind;
    private final Process process;
    private final BufferedReader replies;
    private final BufferedWriter requests;

    /**
     * Starts an engine.
     *
     * @param heap the greatest Java heap, as in {@code 512m}; empty leaves it to Java
     * @param log where the process writes what it has to say besides replies
     */
    EngineProcess(EngineKind kind, ModelFiles files, String layer, int threads, String heap, Path log)
            throws IOException {
        this.kind = kind;
        List<String> command = javaCommand(kind.classPath(peersFolder()), heap);
        command.addAll(List.of(
                EngineMain.class.getName(),
                kind.label(),
                files.weights().toString(),
                files.definition().toString(),
                layer,
                String.valueOf(threads)));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment(threads));
        process = builder.start();
        replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** The folder into which the build copies the engines' libraries: beside our own classes. */
    static Path peersFolder() {
        String own = EngineProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Path.of(own).resolveSibling("peers");
    }

    /** This JVM's own executable and arguments, with more on the class path. */
    static List<String> javaCommand(List<Path> more, String heap) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        if (!heap.isEmpty()) {
            command.add("-Xmx" + heap);
        }
        // Native libraries are unpacked once, into the build's folder rather than the user's.
        command.add("-Dorg.bytedeco.javacpp.cachedir=" + peersFolder().resolve("unpacked"));
        command.add("-cp");
        List<String> classPath = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        more.forEach(path -> classPath.add(path.toString()));
        command.add(String.join(File.pathSeparator, classPath));
        return command;
    }

    /** Thread counts for libraries that look for them here alone; and no greeting of Caffe's. */
    static Map<String, String> environment(int threads) {
        String count = String.valueOf(threads);
        return Map.of("OMP_NUM_THREADS", count, "OPENBLAS_NUM_THREADS", count, "GLOG_minloglevel", "2");
    }

    EngineKind kind() {
        return kind;
    }

    /** Prepares for a size; returns the JVM's resident memory before the engine was touched, in kB. */
    long load(PictureSize size) {
        return Long.parseLong(ask("load " + size).words().getFirst());
    }

    boolean canStep() {
        return Boolean.parseBoolean(ask("steps").words().getFirst());
    }

    String version() {
        return String.join(" ", ask("version").words());
    }

    void warmUp(String work) {
        ask("warm " + work);
    }

    long peakMemory() {
        return Long.parseLong(ask("memory").words().getFirst());
    }

    /** Runs something for a while, at least once, and adds how long it took, and how busy the machine was with other work. */
    void time(String work, int milliseconds, Samples samples) {
        var status = new ProcessStatus(String.valueOf(process.pid()));
        long start = System.nanoTime();
        long others = ProcessStatus.machineTime() - status.processorTime();
        List<Double> times = ask("time " + work + " " + milliseconds).numbers();
        others = ProcessStatus.machineTime() - status.processorTime() - others;
        double available =
                (System.nanoTime() - start) / 1e7 * Runtime.getRuntime().availableProcessors();
        samples.add(times, Math.clamp(others / available, 0, 1));
    }

    /** The activation or the gradient of what ran last. */
    float[] read(String what) {
        try {
            Path file = Files.createTempFile("reverie-peer", ".floats");
            try {
                ask("save " + file + " " + what);
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                float[] values = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(values);
                return values;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply ask(String request) {
        try {
            requests.write(request + "\n");
            requests.flush();
            for (String line = replies.readLine(); line != null; line = replies.readLine()) {
                Optional<Reply> reply = Reply.parse(line);
                if (reply.isPresent()) {
                    reply.get().fault().ifPresent(fault -> {
                        throw new IllegalStateException("%s, asked to %s: %s".formatted(kind.label(), request, fault));
                    });
                    return reply.get();
                }
            }
            throw new IllegalStateException("%s ended when asked to %s".formatted(kind.label(), request));
        } catch (IOException e) {
            throw new UncheckedIOException(kind.label() + " does not answer", e);
        }
    }

    @Override
    public void close() {
        try {
            requests.close(); // the end of its input is the end of its work
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
