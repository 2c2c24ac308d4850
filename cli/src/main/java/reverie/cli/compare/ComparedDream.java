package reverie.cli.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import reverie.cli.change.Change;
import reverie.cli.page.ReportFigure;
import reverie.engine.comparison.DreamTrack;
import reverie.engine.comparison.GrowthRate;
import reverie.engine.image.ImageDifference;

/**
 * What one change did.
 *
 * @param photos how the changed photo differs from the photo
 * @param dreams how its dream differs from the photo's, each pixel compared with the one in the same place
 * @param correlation of what was dreamt, see {@link Dreamt}, in the same place
 * @param undone how the dreams differ after the change was undone on the changed photo's, where that can be
 * @param isSameFile whether both dreams are the same bytes as files
 * @param growth how far the two dreams were apart after each step
 * @param figures pictures of it for the report
 * @param crops parts of them, in which the dreams differ most and least
 */
record ComparedDream(
        Change change,
        Likeness photos,
        Likeness dreams,
        double correlation,
        Optional<Undone> undone,
        boolean isSameFile,
        List<DreamTrack.Distance> growth,
        List<ReportFigure> figures,
        List<ReportFigure> crops) {

    /**
     * Two dreams, when the change has been undone on one of them.
     *
     * @param correlation of what was dreamt
     */
    record Undone(ImageDifference difference, double correlation) {}

    /** How many times as large the difference has become: RMSE of the dreams / RMSE of the photos. */
    OptionalDouble amplification() {
        double before = photos.difference().rootMeanSquare();
        return before > 0 ? OptionalDouble.of(dreams.difference().rootMeanSquare() / before) : OptionalDouble.empty();
    }

    Optional<GrowthRate> rate() {
        return GrowthRate.of(
                growth.stream().map(DreamTrack.Distance::rootMeanSquare).toList());
    }

    /** How far the dreams are apart, in grey levels. */
    double distance() {
        return dreams.difference().rootMeanSquare();
    }

    boolean isSeed() {
        return change.seeds() > 0;
    }
}
