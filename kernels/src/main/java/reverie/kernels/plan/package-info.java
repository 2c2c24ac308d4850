/**
 * What a backend that is made for speed works out of operations before it runs any: which taps of a filter meet which
 * pixels, what can be done on the way to memory, and which neighbours can share the way from it. Numbers and shapes alone.
 */
package reverie.kernels.plan;
