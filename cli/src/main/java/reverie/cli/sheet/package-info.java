/** Many pictures on one, with labels: {@link reverie.cli.sheet.ContactSheet}. */
package reverie.cli.sheet;
