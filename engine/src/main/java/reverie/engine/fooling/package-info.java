/**
 * Fooling a classifier: the smallest change of a picture that makes a network say something else. {@link
 * reverie.engine.fooling.PictureClassifier} is the network that is asked, {@link reverie.engine.fooling.WantedAnswer} what it
 * shall say, {@link reverie.engine.fooling.Hunt} one search with its budget and its best picture so far; the methods that
 * search are {@link reverie.engine.fooling.SmallestChange}, {@link reverie.engine.fooling.GradientSign} and {@link
 * reverie.engine.fooling.ProjectedGradient}. A picture counts only as a file would hold it: in whole grey levels.
 */
package reverie.engine.fooling;
