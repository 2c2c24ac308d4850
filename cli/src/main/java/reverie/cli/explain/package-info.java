/** A network taken apart for one photo: what {@code reverie explain} shows. */
package reverie.cli.explain;
