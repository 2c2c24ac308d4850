// Sums over a map in two steps, each in a fixed order: every work-group of the first adds up its share of the values, the
// only one of the second adds up the sums. Work-groups have GROUP work-items.

#ifndef GROUP
#define GROUP 64
#endif

#define SQUARES 0

// The sum of GROUP values, one in each work-item, in the first.
float sum_of_group(const float value, local float* sums) {
    const int item = get_local_id(0);
    sums[item] = value;
    for (int reach = GROUP / 2; reach > 0; reach /= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (item < reach) sums[item] += sums[item + reach];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    return sums[0];
}

// partial[g] = the sum of x^2 or |x| over the values of work-group g
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void sum_of_part(const int kind, const int channels, const int values,
                 global const float* x, const int first, const int stride, global float* partial) {
    local float sums[GROUP];
    float sum = 0;
    for (int item = get_global_id(0); item < values; item += get_global_size(0)) {
        const float value = x[first + item / channels * stride + item % channels];
        sum += kind == SQUARES ? value * value : fabs(value);
    }
    const float total = sum_of_group(sum, sums);
    if (get_local_id(0) == 0) partial[get_group_id(0)] = total;
}

// result = the sum of all partial sums, divided by a number
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void sum_of_sums(const int parts, const float divisor, global const float* partial,
                 global float* result) {
    local float sums[GROUP];
    float sum = 0;
    for (int part = get_local_id(0); part < parts; part += GROUP) sum += partial[part];
    const float total = sum_of_group(sum, sums);
    if (get_local_id(0) == 0) result[0] = total / divisor;
}
