/** Options that several commands share, and what they stand for. */
package reverie.cli.option;
