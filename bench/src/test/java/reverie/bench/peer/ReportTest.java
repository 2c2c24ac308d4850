package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import reverie.bench.PictureSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    @Test
    void json_has_everything_that_was_found() {
        var samples = new Samples();
        samples.add(List.of(2.0, 4.0), 0);
        var report = new Report();
        report.version("opencv-dnn", "OpenCV 4");
        report.add(Report.timing("compare", EngineKind.OPENCV, 2, new PictureSize(97, 131), "forward", samples));
        report.add(new Report.Agreement("opencv-dnn", "97x131", 1e-6, OptionalDouble.empty()));
        report.add(new Report.Memory("opencv-dnn", "97x131", 300_000, 180_000, "640m"));
        JsonNode json = JsonMapper.shared().readTree(report.json());
        assertEquals("OpenCV 4", json.at("/versions/opencv-dnn").asString());
        assertEquals(3, json.at("/timings/0/median").asDouble());
        assertEquals("97x131", json.at("/timings/0/size").asString());
        assertTrue(json.at("/agreements/0/gradient").isNull());
        assertEquals(300_000, json.at("/memory/0/peak").asInt());
        assertTrue(json.at("/machine/processors").asInt() >= 1);
        assertFalse(json.has("roofline"));
    }
}
