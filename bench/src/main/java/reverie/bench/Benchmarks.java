package reverie.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;

/** Runs benchmarks: JMH's own command line, with {@link RateProfiler} switched on. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws IOException {
        Main.main(Stream.concat(Arrays.stream(args), Stream.of("-prof", RateProfiler.class.getName()))
                .toArray(String[]::new));
    }
}
