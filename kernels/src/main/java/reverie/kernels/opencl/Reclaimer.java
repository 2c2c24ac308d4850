package reverie.kernels.opencl;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets go of what a driver holds for objects that nobody can reach any more, and of everything at the end. Maps and programs
 * belong to the garbage collector, as with every backend; what they stand for on a device does not, and the collector
 * knows nothing of a device that is full.
 */
final class Reclaimer implements AutoCloseable {

    /** A collection has been asked for: how long its result may take to be noticed. */
    private static final long PATIENCE_MILLIS = 100;

    private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
    private final Set<Held> held = new LinkedHashSet<>();
    private long bytes;

    /** What is held for an object. Must not refer to the object. */
    private static final class Held extends PhantomReference<Object> {

        private final long bytes;
        private final Runnable release;

        Held(Object owner, ReferenceQueue<Object> queue, long bytes, Runnable release) {
            super(owner, queue);
            this.bytes = bytes;
            this.release = release;
        }
    }

    /**
     * Remembers what to do when an object is gone.
     *
     * @param bytes how much memory of the device that frees
     * @param release must not refer to the owner
     * @return does it now, once
     */
    Runnable track(Object owner, long bytes, Runnable release) {
        var each = new Held(owner, unreachable, bytes, release);
        held.add(each);
        this.bytes += bytes;
        return () -> release(each);
    }

    /** Bytes of the device that are held now. */
    long bytes() {
        return bytes;
    }

    /** Lets go of what the collector has found already. */
    void reclaim() {
        for (var gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
            release((Held) gone);
        }
    }

    /** Has the collector look for more. */
    void reclaimAll() {
        System.gc();
        try {
            for (var gone = unreachable.remove(PATIENCE_MILLIS);
                    gone != null;
                    gone = unreachable.remove(PATIENCE_MILLIS)) {
                release((Held) gone);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release(Held gone) {
        if (held.remove(gone)) {
            bytes -= gone.bytes;
            gone.release.run();
        }
    }

    @Override
    public void close() {
        held.forEach(each -> each.release.run());
        held.clear();
        bytes = 0;
    }
}
