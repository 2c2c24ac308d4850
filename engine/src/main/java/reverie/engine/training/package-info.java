/**
 * Training: the same layers as in a dream, and one more gradient. A dream asks how the pixels should change for a layer to
 * see more; training asks how the weights should change for the classifier to be right.
 */
package reverie.engine.training;
