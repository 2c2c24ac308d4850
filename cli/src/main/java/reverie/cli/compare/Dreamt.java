package reverie.cli.compare;

import reverie.engine.image.Image;

/**
 * What a dream has put into a photo: the dream less the photo. Two dreams of nearly the same photo are alike for the photo's
 * sake alone; whether they dreamt of the same is seen in this difference.
 */
final class Dreamt {

    private Dreamt() {}

    /**
     * How alike two dreams are but for their photos: the correlation coefficient (Pearson's) of what each has put into its
     * own, over all values. 1 is the same, 0 nothing in common; NaN where nothing was dreamt.
     */
    static double correlation(Image photo, Image dream, Image otherPhoto, Image otherDream) {
        int values = photo.rgb().length;
        double mean = mean(photo, dream);
        double otherMean = mean(otherPhoto, otherDream);
        double covariance = 0;
        double variance = 0;
        double otherVariance = 0;
        for (int i = 0; i < values; i++) {
            double here = (double) dream.rgb()[i] - photo.rgb()[i] - mean;
            double there = (double) otherDream.rgb()[i] - otherPhoto.rgb()[i] - otherMean;
            covariance += here * there;
            variance += here * here;
            otherVariance += there * there;
        }
        return covariance / Math.sqrt(variance * otherVariance);
    }

    private static double mean(Image photo, Image dream) {
        double sum = 0;
        for (int i = 0; i < photo.rgb().length; i++) {
            sum += (double) dream.rgb()[i] - photo.rgb()[i];
        }
        return sum / photo.rgb().length;
    }
}
