// For the test of what is said of kernels that do not build.
kernel void broken(global float* y) {
    y[0] = no_such_thing;
}
