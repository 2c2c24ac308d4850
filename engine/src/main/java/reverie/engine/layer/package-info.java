/** The layers of a network, each with its forward and its backward side by side. */
package reverie.engine.layer;
