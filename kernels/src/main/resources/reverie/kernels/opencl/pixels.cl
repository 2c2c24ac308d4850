// Operations that treat every value, or every pixel, by itself. A map of height x width x channels floats is given by its
// buffer, the index of its first value and the steps from pixel to pixel; channels are contiguous. One work-item computes
// one value unless it says otherwise; the global size is rounded up to whole work-groups.

int at(const int item, const int channels, const int first, const int stride) {
    return first + item / channels * stride + item % channels;
}

// y = max(0, x)
kernel void relu(const int channels, const int values,
                 global const float* x, const int xFirst, const int xStride,
                 global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= values) return;
    const float value = x[at(item, channels, xFirst, xStride)];
    y[at(item, channels, yFirst, yStride)] = value > 0 || isnan(value) ? value : 0;
}

// dx = y > 0 ? dy : 0
kernel void relu_backward(const int channels, const int values, const int accumulate,
                          global const float* y, const int yFirst, const int yStride,
                          global const float* dy, const int dyFirst, const int dyStride,
                          global float* dx, const int dxFirst, const int dxStride) {
    const int item = get_global_id(0);
    if (item >= values) return;
    const float passed =
        y[at(item, channels, yFirst, yStride)] > 0 ? dy[at(item, channels, dyFirst, dyStride)] : 0;
    const int to = at(item, channels, dxFirst, dxStride);
    dx[to] = accumulate ? dx[to] + passed : passed;
}

// y = factor x, or y += factor x
kernel void scale(const int channels, const int values, const float factor, const int accumulate,
                  global const float* x, const int xFirst, const int xStride,
                  global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= values) return;
    const float value = x[at(item, channels, xFirst, xStride)];
    const int to = at(item, channels, yFirst, yStride);
    y[to] = accumulate ? fma(factor, value, y[to]) : factor * value;
}

// y += size / length * x, if that is a number
kernel void normalised_step(const int channels, const int values, const float size,
                            global const float* length,
                            global const float* x, const int xFirst, const int xStride,
                            global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= values) return;
    const float factor = size / length[0];
    if (!isfinite(factor)) return;
    const int to = at(item, channels, yFirst, yStride);
    y[to] = fma(factor, x[at(item, channels, xFirst, xStride)], y[to]);
}

// y = x kept inside the range of its channel; bounds are all the lowest, and then all the greatest values
kernel void clip(const int channels, const int values, global const float* bounds,
                 global const float* x, const int xFirst, const int xStride,
                 global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= values) return;
    const float value = x[at(item, channels, xFirst, xStride)];
    const float low = bounds[item % channels];
    const float high = bounds[channels + item % channels];
    y[at(item, channels, yFirst, yStride)] = value < low ? low : value > high ? high : value;
}

// y[(r + down) mod height, (c + right) mod width] = x[r, c]; down and right are not negative
kernel void roll(const int channels, const int height, const int width, const int down, const int right,
                 global const float* x, const int xFirst, const int xStride,
                 global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= height * width * channels) return;
    const int pixel = item / channels;
    const int row = (pixel / width + down) % height;
    const int column = (pixel % width + right) % width;
    y[yFirst + (row * width + column) * yStride + item % channels] = x[at(item, channels, xFirst, xStride)];
}

// Bilinear. For every row and every column of the output, a table has the two that it reads (places, rows first) and
// how much of the second (fractions).
kernel void resize(const int channels, const int height, const int width, const int inputWidth,
                   global const int2* places, global const float* fractions,
                   global const float* x, const int xFirst, const int xStride,
                   global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= height * width * channels) return;
    const int row = item / channels / width;
    const int column = item / channels % width;
    const int2 rows = places[row];
    const int2 columns = places[height + column];
    const float across = fractions[height + column];
    global const float* channel = x + xFirst + item % channels;
    const float a = channel[(rows.x * inputWidth + columns.x) * xStride];
    const float b = channel[(rows.x * inputWidth + columns.y) * xStride];
    const float c = channel[(rows.y * inputWidth + columns.x) * xStride];
    const float d = channel[(rows.y * inputWidth + columns.y) * xStride];
    y[at(item, channels, yFirst, yStride)] = mix(mix(a, b, across), mix(c, d, across), fractions[row]);
}

// dx = sum over the outputs that read x of dy times the weight with which they read it. One work-item computes one value
// of dx; readers has, for every row and every column of the input, the first output that may read it and the last.
kernel void resize_backward(const int channels, const int height, const int width,
                            const int inputHeight, const int inputWidth, const int accumulate,
                            global const int2* places, global const float* fractions, global const int2* readers,
                            global const float* dy, const int dyFirst, const int dyStride,
                            global float* dx, const int dxFirst, const int dxStride) {
    const int item = get_global_id(0);
    if (item >= inputHeight * inputWidth * channels) return;
    const int row = item / channels / inputWidth;
    const int column = item / channels % inputWidth;
    const int2 rows = readers[row];
    const int2 columns = readers[inputHeight + column];
    float sum = 0;
    for (int r = rows.x; r <= rows.y; r++) {
        const float down = (places[r].x == row ? 1 - fractions[r] : 0) + (places[r].y == row ? fractions[r] : 0);
        for (int c = columns.x; c <= columns.y; c++) {
            const int2 place = places[height + c];
            const float fraction = fractions[height + c];
            const float across = (place.x == column ? 1 - fraction : 0) + (place.y == column ? fraction : 0);
            sum = fma(down * across, dy[dyFirst + (r * width + c) * dyStride + item % channels], sum);
        }
    }
    const int to = at(item, channels, dxFirst, dxStride);
    dx[to] = accumulate ? dx[to] + sum : sum;
}

// y = exp(x) / sum of exp(x) over the channels of a pixel; one work-item computes one pixel.
kernel void softmax(const int channels, const int pixels,
                    global const float* x, const int xFirst, const int xStride,
                    global float* y, const int yFirst, const int yStride) {
    const int pixel = get_global_id(0);
    if (pixel >= pixels) return;
    global const float* in = x + xFirst + pixel * xStride;
    global float* out = y + yFirst + pixel * yStride;
    float greatest = in[0];
    for (int c = 1; c < channels; c++) greatest = fmax(greatest, in[c]);
    float sum = 0;
    for (int c = 0; c < channels; c++) sum += exp(in[c] - greatest);
    for (int c = 0; c < channels; c++) out[c] = exp(in[c] - greatest) / sum;
}

// dx = y (dy - sum of dy y) over the channels of a pixel; one work-item computes one pixel.
kernel void softmax_backward(const int channels, const int pixels, const int accumulate,
                             global const float* y, const int yFirst, const int yStride,
                             global const float* dy, const int dyFirst, const int dyStride,
                             global float* dx, const int dxFirst, const int dxStride) {
    const int pixel = get_global_id(0);
    if (pixel >= pixels) return;
    global const float* out = y + yFirst + pixel * yStride;
    global const float* outGradient = dy + dyFirst + pixel * dyStride;
    global float* inGradient = dx + dxFirst + pixel * dxStride;
    float sum = 0;
    for (int c = 0; c < channels; c++) sum = fma(outGradient[c], out[c], sum);
    for (int c = 0; c < channels; c++) {
        const float value = out[c] * (outGradient[c] - sum);
        inGradient[c] = accumulate ? inGradient[c] + value : value;
    }
}
