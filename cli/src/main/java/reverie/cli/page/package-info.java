/**
 * Pages in HTML, each of them one file. {@link reverie.cli.page.TourPage} shows a photo and then what it became at one layer
 * after another; {@link reverie.cli.page.Report} is to be read, with formulas, tables, pictures and plots. What pages look
 * like and do stands beside the resources of this package, in {@code common.css}, {@code tour.css}, {@code tour.js} and
 * {@code report.css}.
 */
package reverie.cli.page;
