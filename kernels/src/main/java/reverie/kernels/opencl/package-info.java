/**
 * Kernels in OpenCL C, on whatever device there is, through JOCL. {@link reverie.kernels.opencl.OpenClBackend} says what
 * is run for each operation; a session, programs, buffers and launches own what the driver gives.
 */
package reverie.kernels.opencl;
