// What training asks of a convolution: dw += sum over pixels of dy times the x that the tap read for it, db += sum over
// pixels of dy. One work-item computes one value; the sums of rows are added up in the order of rows.

// dw[row][column][in * allOut + out]: rows, columns and channels of one group, which begins at channel firstOut of all.
kernel void filter_gradient(const int inChannels, const int outChannels, const int filterHeight, const int filterWidth,
                            const int strideHeight, const int strideWidth,
                            const int paddingHeight, const int paddingWidth,
                            const int dilationHeight, const int dilationWidth,
                            const int height, const int width, const int outHeight, const int outWidth,
                            const int allOut, const int firstOut,
                            global const float* x, const int xFirst, const int xStride,
                            global const float* dy, const int dyFirst, const int dyStride,
                            global float* dw, const int dwFirst, const int dwStride) {
    const int item = get_global_id(0);
    if (item >= filterHeight * filterWidth * inChannels * outChannels) return;
    const int out = item % outChannels;
    const int in = item / outChannels % inChannels;
    const int tap = item / outChannels / inChannels;
    float sum = 0;
    for (int r = 0; r < outHeight; r++) {
        const int y = r * strideHeight - paddingHeight + tap / filterWidth * dilationHeight;
        if (y < 0 || y >= height) continue;
        float rowSum = 0;
        for (int c = 0; c < outWidth; c++) {
            const int column = c * strideWidth - paddingWidth + tap % filterWidth * dilationWidth;
            if (column < 0 || column >= width) continue;
            rowSum = fma(x[xFirst + (y * width + column) * xStride + in],
                         dy[dyFirst + (r * outWidth + c) * dyStride + out], rowSum);
        }
        sum += rowSum;
    }
    dw[dwFirst + tap * dwStride + in * allOut + firstOut + out] += sum;
}

// db[out] += sum of dy
kernel void bias_gradient(const int channels, const int height, const int width,
                          global const float* dy, const int dyFirst, const int dyStride,
                          global float* db, const int dbFirst, const int dbStride) {
    const int out = get_global_id(0);
    if (out >= channels) return;
    float sum = 0;
    for (int r = 0; r < height; r++) {
        float rowSum = 0;
        for (int c = 0; c < width; c++) rowSum += dy[dyFirst + (r * width + c) * dyStride + out];
        sum += rowSum;
    }
    db[dbFirst + out] += sum;
}
