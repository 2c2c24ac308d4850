/**
 * How much dreams change when the photo is changed a little: {@link reverie.cli.compare.Comparison} dreams and measures,
 * {@link reverie.cli.compare.ComparisonReport} tells.
 */
package reverie.cli.compare;
