/** What people read: progress, tables, and one line for each thing that goes wrong. */
package reverie.cli.report;
