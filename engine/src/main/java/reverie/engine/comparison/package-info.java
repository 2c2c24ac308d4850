/**
 * What becomes of a small difference: how alike two pictures are to a network ({@link
 * reverie.engine.comparison.LayerSimilarity}), and how fast two dreams of nearly the same picture part ({@link
 * reverie.engine.comparison.DreamTrack}, {@link reverie.engine.comparison.GrowthRate}).
 */
package reverie.engine.comparison;
