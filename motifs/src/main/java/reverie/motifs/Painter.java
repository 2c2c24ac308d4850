package reverie.motifs;

/** Draws one thing, in the square from -1 to 1 (y downwards), with all chance taken from the brush. */
@FunctionalInterface
interface Painter {

    void paint(Brush brush);
}
