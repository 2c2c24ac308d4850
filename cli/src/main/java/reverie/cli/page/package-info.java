/**
 * The page of a tour: one file of HTML that shows a photo and then what it became at one layer after another. {@link
 * reverie.cli.page.TourPage} is the place to start; what the page looks like and does stands beside the resources of this
 * package, in {@code tour.css} and {@code tour.js}.
 */
package reverie.cli.page;
