/**
 * Pictures that the program draws itself: what the bundled model is trained on. {@link reverie.motifs.MotifPainter} draws
 * one, as a function of motif, seed and size alone; {@link reverie.motifs.Motif} lists what it can draw.
 *
 * <p>Everything but the motif is left to chance: colours, place, size, tilt, copies, background, light, noise. A network
 * that is to name the motif can only do so by its form, and that form is what a dream will show.
 *
 * <p>A picture is made in four steps, each in a room of its own: {@link reverie.motifs.Layout} places the motif on a
 * transparent {@link reverie.motifs.Layer}, where its painter draws it with a {@link reverie.motifs.Brush}; {@link
 * reverie.motifs.Scene} paints what is behind it and before it; {@link reverie.motifs.Lens} bends and {@link reverie.motifs.Relief} lights it; {@link reverie.motifs.Finish} adds the
 * camera's blur and noise.
 * The painters stand in classes by family: {@link reverie.motifs.Heads}, {@link reverie.motifs.Plants} and so on.
 */
package reverie.motifs;
