package reverie.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.engine.network.ArenaPlan.Block;

class ArenaPlanTest {

    @Test
    void blocks_that_live_at_the_same_time_never_overlap() {
        var random = new Random(1701);
        for (int round = 0; round < 200; round++) {
            List<Block<String>> blocks = new ArrayList<>();
            int count = random.nextInt(30);
            for (int i = 0; i < count; i++) {
                int first = random.nextInt(20);
                blocks.add(new Block<>("block" + i, 1 + random.nextInt(50), first, first + random.nextInt(8)));
            }
            var plan = new ArenaPlan<>(blocks);
            for (Block<String> a : blocks) {
                assertTrue(plan.offset(a.name()) >= 0 && plan.offset(a.name()) + a.size() <= plan.size());
                for (Block<String> b : blocks) {
                    boolean apart = plan.offset(a.name()) + a.size() <= plan.offset(b.name())
                            || plan.offset(b.name()) + b.size() <= plan.offset(a.name());
                    assertTrue(a.equals(b) || apart || !a.livesWith(b), () -> a + " overlaps " + b);
                }
            }
        }
    }

    @Test
    void blocks_that_follow_each_other_share_a_place() {
        var plan = new ArenaPlan<>(List.of(
                new Block<>("first", 10, 0, 1), new Block<>("second", 8, 2, 3), new Block<>("through", 5, 0, 3)));
        assertEquals(15, plan.size());
        assertEquals(plan.offset("first"), plan.offset("second"));
    }

    @Test
    void no_block_lies_across_two_arrays() {
        List<Block<String>> blocks = new ArrayList<>();
        var random = new Random(1701);
        for (int i = 0; i < 40; i++) {
            int first = random.nextInt(20);
            blocks.add(new Block<>("block" + i, 1 + random.nextInt(50), first, first + random.nextInt(8)));
        }
        var plan = new ArenaPlan<>(blocks, 60);
        assertTrue(plan.arrays().size() > 1, "all blocks fit into one array: the test shows nothing");
        for (Block<String> block : blocks) {
            int array = plan.array(block.name());
            int end = plan.offsetInArray(block.name()) + (int) block.size();
            assertTrue(end <= plan.arrays().get(array), () -> block + " ends behind its array");
            assertEquals(plan.offset(block.name()), 60L * array + plan.offsetInArray(block.name()));
        }
        assertThrows(ArithmeticException.class, () -> new ArenaPlan<>(List.of(new Block<>("long", 61, 0, 0)), 60));
    }

    @Test
    void nothing_needs_no_place() {
        assertEquals(0, new ArenaPlan<String>(List.of()).size());
    }
}
