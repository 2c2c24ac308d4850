/**
 * Pictures in and out of files: {@link reverie.cli.picture.PhotoReader} turns photos as people have them into an {@link
 * reverie.engine.image.Image}, {@link reverie.cli.picture.PictureWriter} writes one with its recipe as text, {@link
 * reverie.cli.picture.PictureMetadata} gives that text back, and {@link reverie.cli.picture.Resampling} changes sizes.
 *
 * <p>The decoders are ImageIO's and its plug-ins'; what stands here is what they leave open: exact values, files that
 * lie about their size or end too soon, colour profiles, and which way is up. The commands use this package; nothing
 * below the command line knows it.
 */
package reverie.cli.picture;
