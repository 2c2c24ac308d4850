/** What {@code reverie bench} measures: the machine, and how long passes take on it. */
package reverie.cli.measure;
