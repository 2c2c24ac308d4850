package reverie.cli.compare;

import java.util.List;
import java.util.OptionalDouble;
import reverie.cli.dream.Photo;
import reverie.cli.dream.Recipe;
import reverie.cli.page.ReportFigure;

/**
 * What came of a comparison.
 *
 * @param photo what was dreamt on
 * @param recipe of its dream
 * @param objective what grew, for people
 * @param dream how the photo and its own dream differ: how far a dream goes at all
 * @param layers that were asked how alike pictures are, by full name
 * @param classes how many of the likeliest classes were compared; 0 if the network knows none
 * @param everyRow of the pictures between steps, every which row was compared
 * @param compared one for each change, in order
 * @param pictures the photo and its dream
 * @param seeds mean and deviation over seeds, if there are any
 * @param planned how many changes there should have been
 */
record Findings(
        Photo photo,
        Recipe recipe,
        String objective,
        Likeness dream,
        List<String> layers,
        int classes,
        int everyRow,
        List<ComparedDream> compared,
        List<ReportFigure> pictures,
        List<ReportFigure> seeds,
        int planned) {

    /** How far dreams of the very same photo with other seeds are apart, on average, in grey levels. */
    OptionalDouble seedDistance() {
        return compared.stream()
                .filter(ComparedDream::isSeed)
                .mapToDouble(ComparedDream::distance)
                .average();
    }

    /** How much dreams of the very same photo with other seeds dream of the same, on average. */
    OptionalDouble seedCorrelation() {
        return compared.stream()
                .filter(ComparedDream::isSeed)
                .mapToDouble(ComparedDream::correlation)
                .average();
    }
}
