/** Dreams that differ in one setting or several, side by side on a sheet. */
package reverie.cli.sweep;
