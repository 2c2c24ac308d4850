/**
 * Models that others publish: which there are ({@link reverie.weights.fetch.Catalogue}), where they lie once they are here
 * ({@link reverie.weights.fetch.ModelStore}), and how they get here ({@link reverie.weights.fetch.ModelFetcher}).
 *
 * <p>Nothing that comes over the network is used before its checksum is known to be right, and no file appears under its
 * name before it is whole.
 */
package reverie.weights.fetch;
