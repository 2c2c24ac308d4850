package reverie.engine.fooling.nothing.cppn;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A compositional pattern-producing network (Stanley 2007): a small network that computes the colour of a pixel from where
 * the pixel is. It has no cycles: every link leads from an input or a node to a node further on in the list.
 *
 * <p>Nodes are numbered after the {@link Input}s, in the order in which evolution made them; that of the list is the order in
 * which they are computed.
 *
 * @param nodes hidden ones first, then one for each {@link Output}
 * @param links no two between the same ends
 */
public record Cppn(List<Node> nodes, List<Link> links) {

    /** What the network is told of a pixel: where it is. */
    public enum Input {
        /** -1 at the left edge, 1 at the right. */
        X(0),
        /** -1 at the upper edge, 1 at the lower. */
        Y(1),
        /** Distance from the middle, sqrt((x^2 + y^2) / 2): 0 there, 1 in the corners. */
        RADIUS(2),
        /** 1 everywhere. */
        BIAS(3);

        private final int id;

        Input(int id) {
            this.id = id;
        }

        /** Its number, as links have it. */
        public int id() {
            return id;
        }
    }

    /** What a colour is made of. */
    public enum Output {
        HUE,
        SATURATION,
        BRIGHTNESS
    }

    static final int INPUTS = Input.values().length;
    static final int OUTPUTS = Output.values().length;

    /**
     * A node.
     *
     * @param id never that of another
     */
    public record Node(int id, NodeFunction function) {}

    /**
     * A link.
     *
     * @param from number of an input, or of a node
     * @param to of a node
     * @param weight what the value is multiplied by on the way
     */
    public record Link(int from, int to, double weight) {}

    public Cppn {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        if (nodes.size() < OUTPUTS) {
            throw new IllegalArgumentException("%d nodes cannot be %d outputs".formatted(nodes.size(), OUTPUTS));
        }
        Set<Integer> ids = new HashSet<>();
        for (Node node : nodes) {
            if (node.id() < INPUTS || !ids.add(node.id())) {
                throw new IllegalArgumentException("another node or input is number " + node.id());
            }
        }
        Set<Long> ends = new HashSet<>();
        for (Link link : links) {
            int from = place(nodes, link.from());
            int to = place(nodes, link.to());
            if (from >= to || to < 0 || from >= nodes.size() - OUTPUTS) {
                throw new IllegalArgumentException("no link can lead from %d to %d".formatted(link.from(), link.to()));
            }
            if (!ends.add(((long) link.from() << Integer.SIZE) + link.to())) {
                throw new IllegalArgumentException("two links from %d to %d".formatted(link.from(), link.to()));
            }
        }
    }

    /** How many nodes are neither inputs nor outputs. */
    public int hidden() {
        return nodes.size() - OUTPUTS;
    }

    /** Where something stands in the order of computation: from 0 for nodes, below for inputs. */
    int place(int id) {
        return place(nodes, id);
    }

    private static int place(List<Node> nodes, int id) {
        if (id >= 0 && id < INPUTS) {
            return id - INPUTS;
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).id() == id) {
                return i;
            }
        }
        throw new IllegalArgumentException("a link to or from %d, which does not exist".formatted(id));
    }
}
