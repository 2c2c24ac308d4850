package reverie.bench.peer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Twelve chains of multiply-adds that do not wait for each other, all in registers: what a core can do at most. With a latency
 * of four cycles and two units, eight would do.
 */
final class VectorFmaLoop implements FmaLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;

    @Override
    public int flopsPerRound() {
        return 2 * CHAINS * SPECIES.length();
    }

    @Override
    public float run(int rounds) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f); // values stay near 1
        FloatVector summand = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = summand;
        FloatVector b = summand;
        FloatVector c = summand;
        FloatVector d = summand;
        FloatVector e = summand;
        FloatVector f = summand;
        FloatVector g = summand;
        FloatVector h = summand;
        FloatVector i = summand;
        FloatVector j = summand;
        FloatVector k = summand;
        FloatVector l = summand;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(factor, summand);
            b = b.fma(factor, summand);
            c = c.fma(factor, summand);
            d = d.fma(factor, summand);
            e = e.fma(factor, summand);
            f = f.fma(factor, summand);
            g = g.fma(factor, summand);
            h = h.fma(factor, summand);
            i = i.fma(factor, summand);
            j = j.fma(factor, summand);
            k = k.fma(factor, summand);
            l = l.fma(factor, summand);
        }
        FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
        return sum.add(g).add(h).add(i).add(j).add(k).add(l).reduceLanes(VectorOperators.ADD);
    }
}
