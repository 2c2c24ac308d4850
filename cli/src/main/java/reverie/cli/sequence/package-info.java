/** Dreams that follow each other as the frames of a film, {@link reverie.cli.sequence.DreamSequence}. */
package reverie.cli.sequence;
