/**
 * Films: frames in a folder ({@link reverie.cli.film.FrameFolder}, {@link reverie.cli.film.FrameSequence}), films made of them
 * ({@link reverie.cli.film.Film}) and taken apart into them ({@link reverie.cli.film.FilmReader}). Animated PNG and GIF are
 * written here; everything else is ffmpeg's work, if it is installed.
 */
package reverie.cli.film;
