/**
 * The dream itself. {@link reverie.engine.dream.DeepDream} is the page to read: octaves, iterations, jitter, ascent, clip,
 * as in the notebook that started it all.
 */
package reverie.engine.dream;
