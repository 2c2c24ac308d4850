package reverie.kernels.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_program;
import reverie.kernels.BackendFailureException;

/** A file of kernels, built for a device. */
final class OpenClProgram implements AutoCloseable {

    /** Lines of a build log that are worth showing. */
    private static final int LOG_LINES = 20;

    private final OpenClSession session;
    private final String file;
    private final cl_program program;

    private OpenClProgram(OpenClSession session, String file, cl_program program) {
        this.session = session;
        this.file = file;
        this.program = program;
    }

    /**
     * Builds a file, or takes what was built of the same text with the same options by the same driver.
     *
     * @throws BackendFailureException with the compiler's log, if it does not build
     */
    static OpenClProgram build(OpenClSession session, String file, String options, ProgramCache cache) {
        String source = source(file);
        ProgramCache.Key key = cache.key(session.device(), source, options);
        Optional<cl_program> known = cache.find(key).flatMap(binary -> fromBinary(session, binary, options));
        if (known.isPresent()) {
            return new OpenClProgram(session, file, known.get());
        }
        cl_program program = fromSource(session, file, source, options);
        cache.store(key, () -> binary(session, program));
        return new OpenClProgram(session, file, program);
    }

    private static String source(String file) {
        try (InputStream in = OpenClProgram.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no kernels in " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static cl_program fromSource(OpenClSession session, String file, String source, String options) {
        int[] status = new int[1];
        cl_program program = CL.clCreateProgramWithSource(
                session.context(), 1, new String[] {source}, new long[] {source.length()}, status);
        session.check(status[0], "clCreateProgramWithSource of " + file);
        int built = CL.clBuildProgram(program, 1, devices(session), options, null, null);
        if (built != CL.CL_SUCCESS) {
            String log = log(session, program);
            CL.clReleaseProgram(program);
            throw new BackendFailureException("OpenCL %s building %s for '%s' with '%s', log follows:%n%s"
                    .formatted(OpenClStatus.name(built), file, session.device().name(), options, log));
        }
        return program;
    }

    /** A binary that the driver does not want is no failure: there is the source. */
    private static Optional<cl_program> fromBinary(OpenClSession session, byte[] binary, String options) {
        int[] status = new int[1];
        cl_program program = CL.clCreateProgramWithBinary(
                session.context(),
                1,
                devices(session),
                new long[] {binary.length},
                new byte[][] {binary},
                new int[1],
                status);
        if (status[0] != CL.CL_SUCCESS) {
            return Optional.empty();
        }
        if (CL.clBuildProgram(program, 1, devices(session), options, null, null) != CL.CL_SUCCESS) {
            CL.clReleaseProgram(program);
            return Optional.empty();
        }
        return Optional.of(program);
    }

    private static byte[] binary(OpenClSession session, cl_program program) {
        long[] size = new long[1];
        session.check(
                CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null),
                "clGetProgramInfo");
        byte[] binary = new byte[(int) size[0]];
        session.check(
                CL.clGetProgramInfo(
                        program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, Pointer.to(Pointer.to(binary)), null),
                "clGetProgramInfo");
        return binary;
    }

    private static cl_device_id[] devices(OpenClSession session) {
        return new cl_device_id[] {session.device().id()};
    }

    private static String log(OpenClSession session, cl_program program) {
        long[] length = new long[1];
        CL.clGetProgramBuildInfo(program, session.device().id(), CL.CL_PROGRAM_BUILD_LOG, 0, null, length);
        byte[] bytes = new byte[(int) length[0]];
        CL.clGetProgramBuildInfo(
                program, session.device().id(), CL.CL_PROGRAM_BUILD_LOG, bytes.length, Pointer.to(bytes), null);
        return new String(bytes, StandardCharsets.UTF_8)
                .replace("\0", "")
                .lines()
                .limit(LOG_LINES)
                .reduce((a, b) -> a + System.lineSeparator() + b)
                .orElse("(the log is empty)");
    }

    /** A kernel of its own, whose arguments stay as they are set. */
    cl_kernel kernel(String name) {
        int[] status = new int[1];
        cl_kernel kernel = CL.clCreateKernel(program, name, status);
        session.check(status[0], "clCreateKernel of %s in %s".formatted(name, file));
        return kernel;
    }

    @Override
    public void close() {
        CL.clReleaseProgram(program);
    }
}
