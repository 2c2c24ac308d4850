/** What a dream makes grow: a number at a layer, and its derivative by the layer's output. */
package reverie.engine.objective;
