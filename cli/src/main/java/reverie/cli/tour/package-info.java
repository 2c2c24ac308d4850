/** A tour: the same photo dreamt at one layer after another, {@link reverie.cli.tour.Tour}. */
package reverie.cli.tour;
