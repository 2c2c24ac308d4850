/**
 * Small changes to pictures, to see what becomes of them: what they are, how people write them ({@link
 * reverie.cli.change.ChangeParser}), and what each does to pixels.
 */
package reverie.cli.change;
