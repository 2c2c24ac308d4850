package reverie.cli.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a measurement was taken on.
 *
 * @param processor its name as its maker gives it, or the architecture where the system does not say
 * @param architecture for example {@code amd64}
 * @param processors how many this process may use
 * @param system name and version
 * @param java version, machine and vendor
 * @param load how many threads wanted to run, on average of the last minute, before anything was measured
 */
public record Machine(
        String processor, String architecture, int processors, String system, String java, OptionalDouble load) {

    /** Of every so many processors, one that is busy with something else is worth a warning. */
    private static final int QUIET = 4;

    /** This machine, now. */
    public static Machine here() {
        String architecture = System.getProperty("os.arch");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new Machine(
                valueIn(Path.of("/proc/cpuinfo"), "model name").orElse(architecture),
                architecture,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "%s, %s, %s"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.vm.name"),
                                System.getProperty("java.vendor")),
                load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load));
    }

    /** Whether so much else was going on that figures will be worse than they could be. */
    public boolean isBusy() {
        return load.isPresent() && load.getAsDouble() * QUIET > processors;
    }

    /** The most bytes of real memory that this process has had so far, where the system tells. */
    public static OptionalLong peakResidentBytes() {
        return valueIn(Path.of("/proc/self/status"), "VmHWM")
                .map(value -> OptionalLong.of(Long.parseLong(value.replaceAll("\\D", "")) * 1024))
                .orElse(OptionalLong.empty());
    }

    /** The first value of a key in a file of the form {@code key : value}. */
    private static Optional<String> valueIn(Path file, String key) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
