package reverie.engine.fooling.nothing.cppn;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import reverie.engine.evolution.Encoding;
import reverie.engine.evolution.PolynomialMutation;
import reverie.engine.fooling.nothing.cppn.Cppn.Input;
import reverie.engine.fooling.nothing.cppn.Cppn.Link;
import reverie.engine.fooling.nothing.cppn.Cppn.Node;

/**
 * Pattern-producing networks that grow, in NEAT's manner (Stanley and Miikkulainen 2002): the first ones have no hidden nodes,
 * every input leads to every output; their children have other weights, and now and then one link more, a node in the middle
 * of a link, or another function. There is no crossover, and so no need of NEAT's numbers of innovations.
 */
public final class CppnEncoding implements Encoding<Cppn> {

    /** Weights stay within this, both ways. */
    static final double GREATEST_WEIGHT = 3;

    private static final List<NodeFunction> FUNCTIONS = List.of(NodeFunction.values());
    private static final PolynomialMutation WEIGHT = new PolynomialMutation(-GREATEST_WEIGHT, GREATEST_WEIGHT, 10);
    private static final double WEIGHT_RATE = 0.2;
    private static final double LINK_RATE = 0.15;
    private static final double NODE_RATE = 0.15;
    private static final double FUNCTION_RATE = 0.1;

    @Override
    public Cppn first(RandomGenerator random) {
        List<Node> nodes = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (int output = 0; output < Cppn.OUTPUTS; output++) {
            int id = Cppn.INPUTS + output;
            nodes.add(new Node(id, anyFunction(random)));
            for (Input input : Input.values()) {
                links.add(new Link(input.id(), id, anyWeight(random)));
            }
        }
        return new Cppn(nodes, links);
    }

    @Override
    public Cppn mutate(Cppn parent, int age, RandomGenerator random) {
        Cppn child = changeWeights(parent, random);
        if (random.nextDouble() < NODE_RATE && !child.links().isEmpty()) {
            child = addNode(child, random);
        }
        if (random.nextDouble() < LINK_RATE) {
            child = addLink(child, random);
        }
        if (random.nextDouble() < FUNCTION_RATE) {
            child = changeFunction(child, random);
        }
        return child;
    }

    private static Cppn changeWeights(Cppn cppn, RandomGenerator random) {
        List<Link> links = cppn.links().stream()
                .map(link -> random.nextDouble() < WEIGHT_RATE
                        ? new Link(link.from(), link.to(), WEIGHT.mutate(link.weight(), random))
                        : link)
                .toList();
        return new Cppn(cppn.nodes(), links);
    }

    /** Puts a node in the middle of a link: the way to it has weight 1, the way on the link's, so little changes at first. */
    static Cppn addNode(Cppn cppn, RandomGenerator random) {
        Link split = cppn.links().get(random.nextInt(cppn.links().size()));
        int id = 1 + cppn.nodes().stream().mapToInt(Node::id).max().orElseThrow();
        List<Node> nodes = new ArrayList<>(cppn.nodes());
        // The last place of all that are computed before the node that it leads to, and before every output.
        nodes.add(Math.min(cppn.place(split.to()), cppn.hidden()), new Node(id, anyFunction(random)));
        List<Link> links = new ArrayList<>(cppn.links());
        links.remove(split);
        links.add(new Link(split.from(), id, 1));
        links.add(new Link(id, split.to(), split.weight()));
        return new Cppn(nodes, links);
    }

    /** Joins two nodes that are not joined; if those that are drawn are, nothing happens. */
    static Cppn addLink(Cppn cppn, RandomGenerator random) {
        int to = random.nextInt(cppn.nodes().size());
        int from = random.nextInt(Cppn.INPUTS + Math.min(to, cppn.hidden()));
        int fromId =
                from < Cppn.INPUTS ? from : cppn.nodes().get(from - Cppn.INPUTS).id();
        int toId = cppn.nodes().get(to).id();
        if (cppn.links().stream().anyMatch(link -> link.from() == fromId && link.to() == toId)) {
            return cppn;
        }
        List<Link> links = new ArrayList<>(cppn.links());
        links.add(new Link(fromId, toId, anyWeight(random)));
        return new Cppn(cppn.nodes(), links);
    }

    static Cppn changeFunction(Cppn cppn, RandomGenerator random) {
        List<Node> nodes = new ArrayList<>(cppn.nodes());
        int place = random.nextInt(nodes.size());
        nodes.set(place, new Node(nodes.get(place).id(), anyFunction(random)));
        return new Cppn(nodes, cppn.links());
    }

    private static double anyWeight(RandomGenerator random) {
        return GREATEST_WEIGHT * (2 * random.nextDouble() - 1);
    }

    private static NodeFunction anyFunction(RandomGenerator random) {
        return FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
    }
}
