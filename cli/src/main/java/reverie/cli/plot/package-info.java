/** Plots of numbers as pictures in SVG; {@link reverie.cli.plot.LinePlot} is the place to start. */
package reverie.cli.plot;
