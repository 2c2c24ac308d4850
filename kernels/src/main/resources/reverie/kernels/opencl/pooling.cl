// Pooling. Windows are clipped to the input; an average counts the padding that its window covers, but nothing beyond it.
// One work-item computes one value; the global size is rounded up to whole work-groups.

#define WINDOW \
    const int channels, const int height, const int width, const int outHeight, const int outWidth, \
    const int windowHeight, const int windowWidth, const int strideHeight, const int strideWidth, \
    const int paddingHeight, const int paddingWidth

// The rows or columns that a window reads: from x on, before y. Their number with padding is z.
int3 window(const int index, const int size, const int length, const int stride, const int padding) {
    const int start = index * stride - padding;
    const int end = min(start + length, size + padding);
    return (int3)(max(start, 0), min(end, size), end - start);
}

// The windows that cover a row or column: from x on, before y.
int2 covering(const int position, const int count, const int length, const int stride, const int padding) {
    const int last = position + padding;
    const int first = last - length + 1;
    return (int2)(first <= 0 ? 0 : (first + stride - 1) / stride, min(last / stride + 1, count));
}

// y = the greatest x in the window
kernel void max_pooling(WINDOW, global const float* x, const int xFirst, const int xStride,
                        global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= outHeight * outWidth * channels) return;
    const int channel = item % channels;
    const int pixel = item / channels;
    const int3 rows = window(pixel / outWidth, height, windowHeight, strideHeight, paddingHeight);
    const int3 columns = window(pixel % outWidth, width, windowWidth, strideWidth, paddingWidth);
    float greatest = -INFINITY;
    for (int r = rows.x; r < rows.y; r++) {
        for (int c = columns.x; c < columns.y; c++) {
            const float value = x[xFirst + (r * width + c) * xStride + channel];
            if (value > greatest || isnan(value)) greatest = value;
        }
    }
    y[yFirst + pixel * yStride + channel] = greatest;
}

// winner = the pixel in which the first greatest x of each window lies; dense
kernel void max_pooling_winner(WINDOW, global const float* x, const int xFirst, const int xStride,
                               global int* winner) {
    const int item = get_global_id(0);
    if (item >= outHeight * outWidth * channels) return;
    const int channel = item % channels;
    const int pixel = item / channels;
    const int3 rows = window(pixel / outWidth, height, windowHeight, strideHeight, paddingHeight);
    const int3 columns = window(pixel % outWidth, width, windowWidth, strideWidth, paddingWidth);
    float greatest = -INFINITY;
    int place = rows.x * width + columns.x;
    for (int r = rows.x; r < rows.y; r++) {
        for (int c = columns.x; c < columns.y; c++) {
            const float value = x[xFirst + (r * width + c) * xStride + channel];
            if (value > greatest) {
                greatest = value;
                place = r * width + c;
            }
        }
    }
    winner[item] = place;
}

// dx = sum of dy over the windows that x has won; and 0 where y, the output of a ReLU in front, is not greater than 0
kernel void max_pooling_backward(WINDOW, const int accumulate, const int rectified, global const int* winner,
                                 global const float* dy, const int dyFirst, const int dyStride,
                                 global const float* y, const int yFirst, const int yStride,
                                 global float* dx, const int dxFirst, const int dxStride) {
    const int item = get_global_id(0);
    if (item >= height * width * channels) return;
    const int channel = item % channels;
    const int pixel = item / channels;
    const int2 rows = covering(pixel / width, outHeight, windowHeight, strideHeight, paddingHeight);
    const int2 columns = covering(pixel % width, outWidth, windowWidth, strideWidth, paddingWidth);
    float sum = 0;
    for (int r = rows.x; r < rows.y; r++) {
        for (int c = columns.x; c < columns.y; c++) {
            const int window = r * outWidth + c;
            if (winner[window * channels + channel] == pixel) sum += dy[dyFirst + window * dyStride + channel];
        }
    }
    const int to = dxFirst + pixel * dxStride + channel;
    if (accumulate) sum += dx[to];
    dx[to] = rectified && !(y[yFirst + pixel * yStride + channel] > 0) ? 0 : sum;
}

// y = the sum of x in the window / the window's size
kernel void average_pooling(WINDOW, global const float* x, const int xFirst, const int xStride,
                            global float* y, const int yFirst, const int yStride) {
    const int item = get_global_id(0);
    if (item >= outHeight * outWidth * channels) return;
    const int channel = item % channels;
    const int pixel = item / channels;
    const int3 rows = window(pixel / outWidth, height, windowHeight, strideHeight, paddingHeight);
    const int3 columns = window(pixel % outWidth, width, windowWidth, strideWidth, paddingWidth);
    float sum = 0;
    for (int r = rows.x; r < rows.y; r++) {
        for (int c = columns.x; c < columns.y; c++) sum += x[xFirst + (r * width + c) * xStride + channel];
    }
    y[yFirst + pixel * yStride + channel] = sum / (rows.z * columns.z);
}

// dx = sum over the windows that see x of dy / the window's size; and 0 where y is not greater than 0
kernel void average_pooling_backward(WINDOW, const int accumulate, const int rectified,
                                     global const float* dy, const int dyFirst, const int dyStride,
                                     global const float* y, const int yFirst, const int yStride,
                                     global float* dx, const int dxFirst, const int dxStride) {
    const int item = get_global_id(0);
    if (item >= height * width * channels) return;
    const int channel = item % channels;
    const int pixel = item / channels;
    const int2 rows = covering(pixel / width, outHeight, windowHeight, strideHeight, paddingHeight);
    const int2 columns = covering(pixel % width, outWidth, windowWidth, strideWidth, paddingWidth);
    float sum = 0;
    for (int r = rows.x; r < rows.y; r++) {
        const int tall = window(r, height, windowHeight, strideHeight, paddingHeight).z;
        for (int c = columns.x; c < columns.y; c++) {
            const int wide = window(c, width, windowWidth, strideWidth, paddingWidth).z;
            sum += dy[dyFirst + (r * outWidth + c) * dyStride + channel] / (tall * wide);
        }
    }
    const int to = dxFirst + pixel * dxStride + channel;
    if (accumulate) sum += dx[to];
    dx[to] = rectified && !(y[yFirst + pixel * yStride + channel] > 0) ? 0 : sum;
}
