package reverie.kernels.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterAxis;
import reverie.kernels.plan.FilterView;
import reverie.kernels.plan.GradientTarget;

/**
 * What one run of convolution.cl computes: a sum over taps, of one convolution or of siblings. Siblings that read one map
 * stand side by side as columns of the weights; siblings whose gradients add up in one map stand below each other as rows.
 *
 * @param members one convolution's group, or siblings
 * @param rows the taps along the columns of pixels, the same for all members
 * @param accumulate whether sums are added to what is there
 * @param relu the members whose sums are rectified: all or none
 * @param gate the output of a ReLU in front of the one destination
 */
record TapSum(
        List<Member> members,
        boolean sharesDestination,
        AxisTaps rows,
        AxisTaps columns,
        boolean relu,
        boolean accumulate,
        Optional<FeatureMap> gate) {

    /** Steps of k that may be copied as one vector. */
    private static final int VECTOR = 4;

    /**
     * One convolution's part.
     *
     * @param group which group of its channels
     * @param filters from the source's to the destination's channels
     * @param hasBias whether its bias is added
     */
    record Member(
            OpenClFilters owner,
            int group,
            FilterView filters,
            boolean hasBias,
            FeatureMap source,
            FeatureMap destination) {}

    TapSum {
        members = List.copyOf(members);
    }

    /** One for each group; ordinary convolutions have one group. */
    static List<TapSum> forward(Operation.Convolution op) {
        var shape = op.shape().ofOneGroup();
        var filters = (OpenClFilters) op.filters();
        AxisTaps rows = AxisTaps.forward(op.output().height(), FilterAxis.rows(shape));
        AxisTaps columns = AxisTaps.forward(op.output().width(), FilterAxis.columns(shape));
        List<TapSum> sums = new ArrayList<>();
        for (int group = 0; group < op.shape().groups(); group++) {
            var member = new Member(
                    filters,
                    group,
                    FilterView.forward(op.shape(), filters.weights(), group),
                    true,
                    op.input().channels(group * shape.inChannels(), shape.inChannels()),
                    op.output().channels(group * shape.outChannels(), shape.outChannels()));
            sums.add(new TapSum(List.of(member), false, rows, columns, op.relu(), false, Optional.empty()));
        }
        return sums;
    }

    /** One for each group and each phase of the stride. */
    static List<TapSum> backward(Operation.ConvolutionBackward op, GradientTarget target) {
        var whole = op.forward().shape();
        var shape = whole.ofOneGroup();
        var filters = (OpenClFilters) op.forward().filters();
        List<TapSum> sums = new ArrayList<>();
        for (int group = 0; group < whole.groups(); group++) {
            GradientTarget part = target.channels(group * shape.inChannels(), shape.inChannels());
            var member = new Member(
                    filters,
                    group,
                    FilterView.forward(whole, filters.weights(), group).backward(),
                    false,
                    op.outputGradient().channels(group * shape.outChannels(), shape.outChannels()),
                    part.map());
            for (AxisTaps rows : AxisTaps.backward(target.map().height(), FilterAxis.rows(shape))) {
                for (AxisTaps columns : AxisTaps.backward(target.map().width(), FilterAxis.columns(shape))) {
                    sums.add(new TapSum(
                            List.of(member), true, rows, columns, false, part.accumulate(), part.reluOutput()));
                }
            }
        }
        return sums;
    }

    /** This and the one behind it as one sum, if they are siblings whose maps lie in one buffer. */
    Optional<TapSum> joined(TapSum behind) {
        Member first = members.getFirst();
        Member other = behind.members.getFirst();
        boolean fits = sharesDestination == behind.sharesDestination && isPointwise() && behind.isPointwise();
        if (!fits || gate.isPresent()) {
            return Optional.empty();
        }
        boolean joins = sharesDestination
                ? other.destination.equals(first.destination)
                        && other.source.buffer().equals(first.source.buffer())
                        && behind.accumulate
                : other.source.equals(first.source)
                        && other.destination.buffer().equals(first.destination.buffer())
                        && relu == behind.relu;
        if (!joins) {
            return Optional.empty();
        }
        List<Member> all = new ArrayList<>(members);
        all.addAll(behind.members);
        return Optional.of(new TapSum(all, sharesDestination, rows, columns, relu, accumulate, behind.gate));
    }

    /** Whether every destination pixel is a sum over the source pixel in its place alone. */
    private boolean isPointwise() {
        return isIdentity(rows) && isIdentity(columns);
    }

    private static boolean isIdentity(AxisTaps taps) {
        return taps.isDenseWindow() && taps.offsets().length == 1 && taps.offsets()[0] == 0 && taps.start() == 0;
    }

    FeatureMap source() {
        return members.getFirst().source;
    }

    FeatureMap destination() {
        return members.getFirst().destination;
    }

    int gridPixels() {
        return rows.count() * columns.count();
    }

    int taps() {
        return rows.taps().length * columns.taps().length;
    }

    /** How many k there are. */
    int depth() {
        return sharesDestination
                ? taps() * members.stream().mapToInt(m -> m.source.channels()).sum()
                : taps() * source().channels();
    }

    /** How many n there are. */
    int channels() {
        return sharesDestination
                ? destination().channels()
                : members.stream().mapToInt(m -> m.destination.channels()).sum();
    }

    /** How many k can be copied at once: 4 where channels lie in fours at multiples of four, otherwise 1. */
    int vector() {
        boolean inFours = members.stream()
                .map(Member::source)
                .allMatch(map ->
                        map.channels() % VECTOR == 0 && map.pixelStride() % VECTOR == 0 && map.offset() % VECTOR == 0);
        return inFours ? VECTOR : 1;
    }

    ProductShape product() {
        return new ProductShape(gridPixels(), channels(), depth(), vector());
    }

    /** The members whose sources make up k: all of them, or one for all. */
    private List<Member> sources() {
        return sharesDestination ? members : members.subList(0, 1);
    }

    /** The table of taps, as convolution.cl wants it. */
    int[] tapTable(int depth) {
        int vector = vector();
        int[] table = new int[4 * (depth / vector)];
        int at = 0;
        for (Member member : sources()) {
            FeatureMap map = member.source;
            for (int row : rows.offsets()) {
                for (int column : columns.offsets()) {
                    for (int c = 0; c < map.channels(); c += vector) {
                        table[at++] = row;
                        table[at++] = column;
                        table[at++] = map.offset() + c;
                        table[at++] = map.pixelStride();
                    }
                }
            }
        }
        for (; at < table.length; at += 4) {
            table[at] = Integer.MIN_VALUE / 4; // outside, always
        }
        return table;
    }

    /** The table of destination channels. */
    int[] channelTable(int pitch) {
        int[] table = new int[2 * pitch];
        int at = 0;
        for (Member member : sharesDestination ? members.subList(0, 1) : members) {
            FeatureMap map = member.destination;
            for (int c = 0; c < map.channels(); c++) {
                table[at++] = map.offset() + c;
                table[at++] = map.pixelStride();
            }
        }
        return table;
    }

    /** Writes the weights as k x n and the biases. */
    void fill(float[] weights, float[] bias, int pitch) {
        int k = 0;
        int n = 0;
        for (Member member : members) {
            int next = sharesDestination ? k + taps() * member.source.channels() : 0;
            fill(member, weights, k, n, pitch);
            if (member.hasBias) {
                int count = member.destination.channels();
                System.arraycopy(member.owner.bias(), member.group * count, bias, n, count);
            }
            n += sharesDestination ? 0 : member.destination.channels();
            k = next;
        }
    }

    private void fill(Member member, float[] weights, int firstK, int firstN, int pitch) {
        int k = firstK;
        for (int row : rows.taps()) {
            for (int column : columns.taps()) {
                for (int c = 0; c < member.source.channels(); c++) {
                    for (int n = 0; n < member.destination.channels(); n++) {
                        weights[k * pitch + firstN + n] = member.filters.weight(row, column, c, n);
                    }
                    k++;
                }
            }
        }
    }
}
