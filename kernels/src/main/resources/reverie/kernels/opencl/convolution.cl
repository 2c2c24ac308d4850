// A convolution as a sum over filter taps, forward or backward:
//
//     destination[p][n] = sum over k of source(p, k) weights[k][n]
//
// for every pixel p of a grid and every channel n. It is a product of two matrices, of which the first is never written
// down: a table says for every k how far the tap reaches from a pixel's place in the source, and where its channel lies.
// A work-group computes TILE_PIXELS x TILE_CHANNELS sums, in steps of TILE_DEPTH of k, from copies of both matrices'
// parts in local memory; a work-item of it ITEM_PIXELS x ITEM_CHANNELS, in registers. Each sum is taken by one work-item in
// the order of k.
//
// Where that makes too few work-groups for a device, each sum is taken in parts: work-groups along the third dimension take
// partDepth of k each and leave their sums in partial, and sum_of_parts adds them up in the order of k.
//
// taps:     per VECTOR of k: rows, columns, first value, steps from pixel to pixel. With VECTOR 4, four channels lie side
//           by side at a multiple of four.
// weights:  k x n; k filled up with zeros to a multiple of TILE_DEPTH, n to one of TILE_CHANNELS
// bias:     per n, filled up like weights
// channels: per n: first value in the destination, steps from pixel to pixel
// gate:     output of a ReLU in front; gateShift leads there from a place in the destination
// partial:  parts x gridPixels x weightPitch, if there are parts

#ifndef TILE_PIXELS
#define TILE_PIXELS 64
#endif
#ifndef TILE_CHANNELS
#define TILE_CHANNELS 64
#endif
#ifndef TILE_DEPTH
#define TILE_DEPTH 16
#endif
#ifndef ITEM_PIXELS
#define ITEM_PIXELS 4
#endif
#ifndef ITEM_CHANNELS
#define ITEM_CHANNELS 4
#endif
#ifndef VECTOR
#define VECTOR 1
#endif
#ifndef WIDTH
#define WIDTH 4
#endif

// A vector of WIDTH floats: 4 suit a GPU, whose work-items are its lanes; 16 a processor that has vectors itself.
#define JOINED(a, b) a##b
#define JOIN(a, b) JOINED(a, b)
#define OF_WIDTH(name) JOIN(name, WIDTH)
typedef OF_WIDTH(float) wide;

// The i-th vector of an array. Four floats are aligned here, and read at once if the compiler may rely on it; of sixteen
// nobody promises that.
#if WIDTH == 4
#define LOAD(space, array, i) (((space const wide*) (array))[i])
#define STORE(space, value, array, i) (((space wide*) (array))[i] = (value))
#else
#define LOAD(space, array, i) OF_WIDTH(vload)(i, array)
#define STORE(space, value, array, i) OF_WIDTH(vstore)(value, i, array)
#endif

#define ITEMS_ACROSS (TILE_CHANNELS / ITEM_CHANNELS)
#define ITEMS_DOWN (TILE_PIXELS / ITEM_PIXELS)
#define ITEMS (ITEMS_ACROSS * ITEMS_DOWN)
#define VECTORS (ITEM_CHANNELS / WIDTH)

// Neighbouring work-items write to different banks of local memory.
#define PIXEL_PITCH (TILE_PIXELS + 2)

#define RELU 1
#define ACCUMULATE 2
#define GATED 4
#define PARTS 8

// Further outside than any tap reaches.
#define NOWHERE (-(1 << 28))

// What becomes of the sum for a pixel and a channel.
void finish(float value, const int pixel, const int n,
            const int gridWidth, const int destinationWidth,
            const int startDown, const int stepDown, const int startRight, const int stepRight, const int flags,
            global const float* bias, global const int2* channels,
            global const float* gate, const int gateShift, global float* destination) {
    const int place = (startDown + pixel / gridWidth * stepDown) * destinationWidth
        + startRight + pixel % gridWidth * stepRight;
    const int to = channels[n].x + place * channels[n].y;
    value += bias[n];
    if (flags & RELU) value = value > 0 || isnan(value) ? value : 0;
    if (flags & ACCUMULATE) value += destination[to];
    if (flags & GATED) value = gate[to + gateShift] > 0 ? value : 0;
    destination[to] = value;
}

kernel __attribute__((reqd_work_group_size(ITEMS_ACROSS, ITEMS_DOWN, 1)))
void convolution(const int gridWidth, const int gridPixels, const int destinationWidth,
                 const int startDown, const int stepDown, const int startRight, const int stepRight,
                 const int destinationChannels, const int weightPitch, const int flags,
                 global const float* bias, global const int2* channels,
                 global const float* gate, const int gateShift, global float* destination, global float* partial,
                 const int sourceHeight, const int sourceWidth, const int sourceStepDown, const int sourceStepRight,
                 const int depth, const int partDepth,
                 global const float* source, global const int4* taps, global const float* weights) {
    local float sourceTile[TILE_DEPTH * PIXEL_PITCH];
    local float weightTile[TILE_DEPTH * TILE_CHANNELS] __attribute__((aligned(16)));
    local int2 places[TILE_PIXELS]; // of the tile's pixels in the source

    const int across = get_local_id(0);
    const int down = get_local_id(1);
    const int item = down * ITEMS_ACROSS + across;
    const int firstChannel = get_group_id(0) * TILE_CHANNELS;
    const int firstPixel = get_group_id(1) * TILE_PIXELS;

    for (int p = item; p < TILE_PIXELS; p += ITEMS) {
        const int pixel = firstPixel + p;
        places[p] = pixel < gridPixels
            ? (int2)(pixel / gridWidth * sourceStepDown, pixel % gridWidth * sourceStepRight)
            : (int2)(NOWHERE, NOWHERE);
    }

    wide sums[ITEM_PIXELS][VECTORS];
    for (int i = 0; i < ITEM_PIXELS; i++) {
        for (int j = 0; j < VECTORS; j++) sums[i][j] = (wide)(0);
    }

    const int part = get_group_id(2);
    const int end = min(depth, (part + 1) * partDepth);
    for (int first = part * partDepth; first < end; first += TILE_DEPTH) {
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int i = item; i < TILE_PIXELS * TILE_DEPTH / VECTOR; i += ITEMS) {
            const int k = i % (TILE_DEPTH / VECTOR);
            const int p = i / (TILE_DEPTH / VECTOR);
            const int4 tap = taps[first / VECTOR + k];
            const int row = places[p].x + tap.x;
            const int column = places[p].y + tap.y;
            const bool inside = row >= 0 && row < sourceHeight && column >= 0 && column < sourceWidth;
            const int from = tap.z + (row * sourceWidth + column) * tap.w;
#if VECTOR == 4
            const float4 values = inside ? *(global const float4*) (source + from) : (float4)(0);
            local float* to = sourceTile + 4 * k * PIXEL_PITCH + p;
            to[0] = values.x;
            to[PIXEL_PITCH] = values.y;
            to[2 * PIXEL_PITCH] = values.z;
            to[3 * PIXEL_PITCH] = values.w;
#else
            sourceTile[k * PIXEL_PITCH + p] = inside ? source[from] : 0;
#endif
        }
        for (int i = item; i < TILE_DEPTH * TILE_CHANNELS / WIDTH; i += ITEMS) {
            const int k = i / (TILE_CHANNELS / WIDTH);
            const int n = i % (TILE_CHANNELS / WIDTH);
            const wide values = LOAD(global, weights + (first + k) * weightPitch + firstChannel, n);
            STORE(local, values, weightTile, i);
        }
        barrier(CLK_LOCAL_MEM_FENCE);
#pragma unroll
        for (int k = 0; k < TILE_DEPTH; k++) {
            wide w[VECTORS];
#pragma unroll
            for (int j = 0; j < VECTORS; j++) w[j] = LOAD(local, weightTile, k * (TILE_CHANNELS / WIDTH) + j * ITEMS_ACROSS + across);
#pragma unroll
            for (int i = 0; i < ITEM_PIXELS; i++) {
                const wide x = (wide)(sourceTile[k * PIXEL_PITCH + down * ITEM_PIXELS + i]);
#pragma unroll
                for (int j = 0; j < VECTORS; j++) sums[i][j] = fma(x, w[j], sums[i][j]);
            }
        }
    }

    for (int i = 0; i < ITEM_PIXELS; i++) {
        const int pixel = firstPixel + down * ITEM_PIXELS + i;
        if (pixel >= gridPixels) continue;
        for (int j = 0; j < VECTORS; j++) {
            const int first = firstChannel + WIDTH * (j * ITEMS_ACROSS + across);
            if (flags & PARTS) {
                STORE(global, sums[i][j], partial + (part * gridPixels + pixel) * weightPitch + first, 0);
                continue;
            }
            float values[WIDTH];
            OF_WIDTH(vstore)(sums[i][j], 0, values);
            for (int l = 0; l < WIDTH; l++) {
                if (first + l < destinationChannels) {
                    finish(values[l], pixel, first + l, gridWidth, destinationWidth, startDown, stepDown, startRight,
                           stepRight, flags, bias, channels, gate, gateShift, destination);
                }
            }
        }
    }
}

kernel void sum_of_parts(const int gridWidth, const int gridPixels, const int destinationWidth,
                         const int startDown, const int stepDown, const int startRight, const int stepRight,
                         const int destinationChannels, const int weightPitch, const int flags,
                         global const float* bias, global const int2* channels,
                         global const float* gate, const int gateShift, global float* destination,
                         global const float* partial, const int parts) {
    const int pixel = get_global_id(0) / weightPitch;
    const int n = get_global_id(0) % weightPitch;
    if (pixel >= gridPixels || n >= destinationChannels) return;
    float sum = 0;
    for (int part = 0; part < parts; part++) sum += partial[(part * gridPixels + pixel) * weightPitch + n];
    finish(sum, pixel, n, gridWidth, destinationWidth, startDown, stepDown, startRight, stepRight, flags,
           bias, channels, gate, gateShift, destination);
}
