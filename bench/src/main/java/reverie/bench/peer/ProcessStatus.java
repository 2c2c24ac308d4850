package reverie.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of a process and of the machine; elsewhere nothing is known, and everything is 0. */
record ProcessStatus(String process) {

    private static final Path PROC = Path.of("/proc");

    static ProcessStatus self() {
        return new ProcessStatus("self");
    }

    /** Resident memory now, in kB. */
    long memory() {
        return status("VmRSS:");
    }

    /** The greatest resident memory so far, in kB. */
    long peakMemory() {
        return status("VmHWM:");
    }

    private long status(String key) {
        return lines(PROC.resolve(process).resolve("status")).stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                .orElse(0L);
    }

    /** Processor time that the process has taken, in hundredths of a second. */
    long processorTime() {
        List<String> lines = lines(PROC.resolve(process).resolve("stat"));
        return lines.isEmpty() ? 0 : processorTime(lines.getFirst());
    }

    /** Processor time of all processes that this one started and that have ended, in hundredths of a second. */
    long childrensProcessorTime() {
        List<String> lines = lines(PROC.resolve(process).resolve("stat"));
        return lines.isEmpty() ? 0 : sum(lines.getFirst(), 16);
    }

    /** The 14th and 15th field, user and system time. */
    static long processorTime(String stat) {
        return sum(stat, 14);
    }

    /** A field and the next, counted from 1; the second is a name that may have spaces in it. */
    private static long sum(String stat, int field) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[field - 3]) + Long.parseLong(fields[field - 2]);
    }

    /** Processor time that all processes have taken, and what the host kept from this machine, in hundredths of a second. */
    static long machineTime() {
        List<String> lines = lines(PROC.resolve("stat"));
        return lines.isEmpty() ? 0 : machineTime(lines.getFirst());
    }

    /** user, nice, system, (idle, waiting for disks,) interrupts, soft interrupts, stolen. */
    static long machineTime(String cpu) {
        String[] fields = cpu.split(" +", -1);
        long sum = 0;
        for (int i = 1; i <= 8; i++) {
            sum += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
        }
        return sum;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
