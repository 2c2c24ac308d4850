package reverie.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import reverie.engine.dream.Ascent;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.StepNorm;

class AblationTest {

    private static List<DreamSettings> settings(DreamSettings dream, double slope) {
        return Ablation.stages(dream, slope).stream()
                .map(Ablation.Stage::settings)
                .toList();
    }

    @Test
    void every_stage_has_one_ingredient_more_and_as_many_steps() {
        DreamSettings dream = new DreamSettings(3, 1.3, 7, 2.5, 20);
        List<DreamSettings> stages = settings(dream, 0.5);
        assertEquals(
                List.of(1, 1, 3, 3), stages.stream().map(DreamSettings::octaves).toList());
        assertEquals(
                List.of(0, 20, 20, 20),
                stages.stream().map(DreamSettings::jitter).toList());
        for (DreamSettings stage : stages) {
            assertEquals(21, stage.octaves() * stage.iterations());
        }
        for (DreamSettings stage : stages.subList(0, 3)) {
            assertEquals(new Ascent(5, StepNorm.NONE, 0, 0, 0, false), stage.ascent()); // 2.5 / 0.5
        }
        assertEquals(dream, stages.getLast());
    }

    @Test
    void what_a_dream_is_without_is_no_stage() {
        Ascent plain = new Ascent(0.125, StepNorm.NONE, 0.5, 0, 0, false);
        DreamSettings dream = new DreamSettings(1, 1.4, 6, 0, plain, 0);
        assertEquals(List.of(dream), settings(dream, 3));
    }
}
