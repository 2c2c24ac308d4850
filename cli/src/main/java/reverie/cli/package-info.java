/**
 * The command line. {@link reverie.cli.Reverie} starts it; {@link reverie.cli.command} has one class per verb, {@link
 * reverie.cli.option} what they share, {@link reverie.cli.report} what people read, {@link reverie.cli.picture} photos in
 * and pictures out, {@link reverie.cli.film} the same for films, {@link reverie.cli.motion} what moves in them, {@link
 * reverie.cli.sheet} many pictures on one.
 */
package reverie.cli;
