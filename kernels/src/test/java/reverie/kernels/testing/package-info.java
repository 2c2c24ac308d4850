/** What the tests of all modules share: operations to try, maps filled with awkward values, comparisons that fail on NaN. */
package reverie.kernels.testing;
