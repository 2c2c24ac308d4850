/**
 * Reverie beside its peers: the same weights on the same picture, in the original Caffe, PyTorch and OpenCV. Start reading at
 * {@link reverie.bench.peer.PeerComparison}.
 *
 * <p>Every engine runs in a JVM of its own, an {@link reverie.bench.peer.EngineMain}, since native libraries bring thread
 * pools and BLAS libraries that get into each other's way, and since only a process of its own has a peak of memory. The
 * process that compares tells one of them at a time to do one thing.
 *
 * <p>Engines with native libraries are compiled in the Maven profile {@code peers} alone. Nothing here refers to them but by
 * name, so everything else is built, tested and used without them.
 */
package reverie.bench.peer;
