/** What backends that compute in the Java heap have in common: their memory, and the reductions that return a number. */
package reverie.kernels.host;
