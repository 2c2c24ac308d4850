package reverie.engine.network;

import java.util.List;

/**
 * Numbers and their shape, as files hold them; inside a network they take other forms.
 *
 * @param shape sizes, slowest first; a bias has one, filters have out x in x height x width
 * @param values not copied, and not to be changed
 */
public record Tensor(List<Integer> shape, float[] values) {

    public Tensor {
        shape = List.copyOf(shape);
        long size = 1;
        for (int length : shape) {
            size = Math.multiplyExact(size, length);
        }
        if (size != values.length) {
            throw new IllegalArgumentException("a tensor of shape %s has %d values".formatted(shape, values.length));
        }
    }
}
