package reverie.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reverie.kernels.Backend;
import reverie.kernels.Buffer;
import reverie.kernels.FeatureMap;

/**
 * Memory for passes that follow each other, for example on larger and larger pictures: each lies where the one before it
 * lay, which must not be used any more. If the largest is made ready first, memory is taken once; new memory costs as much
 * time as a whole layer, since it is filled with zeros that nobody reads.
 */
public final class Arena {

    private final Backend backend;
    private final Map<Object, Buffer> named = new HashMap<>();
    private List<Buffer> buffers = List.of();

    /** An arena without memory. */
    public Arena(Backend backend) {
        this.backend = backend;
    }

    /**
     * The buffers of a pass. Those of the pass before serve if they are long enough, with whatever they hold.
     *
     * @param lengths in floats, at least
     */
    List<Buffer> buffers(List<Integer> lengths) {
        List<Buffer> former = new ArrayList<>(buffers);
        buffers = List.of();
        List<Buffer> fitting = new ArrayList<>();
        for (int length : lengths) {
            boolean fits = !former.isEmpty() && former.getFirst().length() >= length;
            if (!fits && !former.isEmpty()) {
                former.removeFirst(); // let go of before a longer one is made
            }
            fitting.add(fits ? former.removeFirst() : backend.allocate(length));
        }
        fitting.addAll(former);
        buffers = List.copyOf(fitting);
        return buffers;
    }

    /**
     * A dense map that shares its memory with nothing else of its pass. That of the same name of the pass before serves if it
     * is large enough, with whatever it holds.
     */
    FeatureMap map(Object name, Shape shape) {
        int length = Math.multiplyExact(Math.multiplyExact(shape.height(), shape.width()), shape.channels());
        Buffer former = named.get(name);
        Buffer buffer = former != null && former.length() >= length ? former : backend.allocate(length);
        named.put(name, buffer);
        return FeatureMap.dense(buffer, shape.height(), shape.width(), shape.channels());
    }
}
