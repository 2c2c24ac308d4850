/** What {@code reverie train} needs beside the engine: its pictures, its progress, and its report. */
package reverie.cli.train;
