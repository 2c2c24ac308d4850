// Local response normalisation across channels: y = x s^-beta with s = k + alphaOverSize * sum of x^2 over the channels
// within REACH. One work-item computes one value; the global size is rounded up to whole work-groups.

#ifndef REACH
#define REACH 2
#endif

#define EXTENT (2 * REACH + 1)

// s^-beta. The exponents of well-known networks need no logarithm.
float power(const float s, const float beta) {
    if (beta == 0.75f) {
        const float root = sqrt(s);
        return 1 / (root * sqrt(root));
    }
    return pow(s, -beta);
}

kernel void lrn(const int channels, const int values, const float alphaOverSize, const float beta, const float k,
                global const float* x, const int xFirst, const int xStride,
                global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= values) return;
    const int channel = item % channels;
    global const float* in = x + xFirst + item / channels * xStride;
    float sum = 0;
    for (int c = max(channel - REACH, 0); c <= min(channel + REACH, channels - 1); c++) sum = fma(in[c], in[c], sum);
    const float s = fma(alphaOverSize, sum, k);
    y[yFirst + item / channels * yStride + channel] = in[channel] * power(s, beta);
}

// dx = dy s^-beta - 2 beta alphaOverSize x * sum over the channels within REACH of dy x s^(-beta - 1); and 0 where the
// output of a ReLU in front is not greater than 0
kernel void lrn_backward(const int channels, const int values,
                         const float alphaOverSize, const float beta, const float k,
                         const int accumulate, const int rectified,
                         global const float* x, const int xFirst, const int xStride,
                         global const float* dy, const int dyFirst, const int dyStride,
                         global const float* r, const int rFirst, const int rStride,
                         global float* dx, const int dxFirst, const int dxStride) {
    const int item = get_global_id(0);
    if (item >= values) return;
    const int channel = item % channels;
    const int pixel = item / channels;
    global const float* in = x + xFirst + pixel * xStride;
    global const float* outGradient = dy + dyFirst + pixel * dyStride;
    float squares[2 * EXTENT - 1]; // of all channels that the sums of the neighbours see
    for (int i = 0; i < 2 * EXTENT - 1; i++) {
        const int c = channel - 2 * REACH + i;
        const float value = c >= 0 && c < channels ? in[c] : 0;
        squares[i] = value * value;
    }
    float direct = 0;
    float around = 0;
    for (int i = 0; i < EXTENT; i++) {
        const int c = channel - REACH + i;
        if (c < 0 || c >= channels) continue;
        float sum = 0;
        for (int j = 0; j < EXTENT; j++) sum += squares[i + j];
        const float s = fma(alphaOverSize, sum, k);
        const float factor = power(s, beta);
        if (i == REACH) direct = outGradient[c] * factor;
        around = fma(outGradient[c] * in[c], factor / s, around);
    }
    float value = fma(-2 * beta * alphaOverSize * in[channel], around, direct);
    const int to = dxFirst + pixel * dxStride + channel;
    if (accumulate) value += dx[to];
    dx[to] = rectified && !(r[rFirst + pixel * rStride + channel] > 0) ? 0 : value;
}
