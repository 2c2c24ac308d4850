package reverie.kernels.vector;

import reverie.kernels.FeatureMap;

/**
 * Walks maps of one shape together, in spans that are contiguous in all of them: whole rows where no map has gaps between
 * its pixels, else pixel by pixel. Rows are shared out to the team.
 */
final class Spans {

    /** Something to do for a span; {@code at} holds its start in each map, in the order in which they were given. */
    interface Body {
        void run(int[] at, int length);
    }

    private final FeatureMap[] maps;
    private final int spansPerRow;
    private final int length;

    Spans(FeatureMap... maps) {
        this.maps = maps;
        boolean dense = true;
        for (FeatureMap map : maps) {
            dense &= map.isDense();
        }
        this.spansPerRow = dense ? 1 : maps[0].width();
        this.length = dense ? maps[0].rowStride() : maps[0].channels();
    }

    void forEach(Team team, Body body) {
        team.forEach(maps[0].height(), y -> {
            int[] at = new int[maps.length];
            for (int x = 0; x < spansPerRow; x++) {
                for (int i = 0; i < maps.length; i++) {
                    at[i] = maps[i].at(y, x);
                }
                body.run(at, length);
            }
        });
    }
}
