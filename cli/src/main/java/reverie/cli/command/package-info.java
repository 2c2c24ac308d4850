/** One class for each verb of the command line. */
package reverie.cli.command;
