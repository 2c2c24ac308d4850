package reverie.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where it was measured.
 *
 * @param processor the model's name, as Linux has it
 * @param flags those of its abilities that matter here
 * @param processors how many this process may use
 * @param memory in kB
 */
record Machine(String processor, List<String> flags, int processors, long memory, String system, String java) {

    private static final List<String> MATTERING = List.of(
            "avx", "avx2", "fma", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "asimd", "sve", "hypervisor");

    static Machine here() {
        List<String> cpu = lines("/proc/cpuinfo");
        List<String> flags = Arrays.asList(Stream.concat(find(cpu, "flags").stream(), find(cpu, "Features").stream())
                .findFirst()
                .orElse("")
                .split(" +", -1));
        return new Machine(
                find(cpu, "model name").stream().findFirst().orElse(System.getProperty("os.arch")),
                MATTERING.stream().filter(flags::contains).toList(),
                Runtime.getRuntime().availableProcessors(),
                find(lines("/proc/meminfo"), "MemTotal").stream()
                        .findFirst()
                        .map(value -> Long.valueOf(value.replaceAll("\\D", "")))
                        .orElse(0L),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor.version") + ", " + System.getProperty("java.vm.version"));
    }

    /** The values of lines of the form {@code key : value}. */
    private static List<String> find(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException _) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return "%s, %d processors (%s); %s; Java %s"
                .formatted(processor, processors, String.join(" ", flags), system, java);
    }
}
