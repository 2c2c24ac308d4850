/** Pictures as numbers, and how they become the input of a network. */
package reverie.engine.image;
