package reverie.cli.page;

/**
 * A layer that the tour does not stop at.
 *
 * @param layer its full name
 * @param reason why not, as part of a sentence: {@code nothing here responds to this picture}
 */
public record LeftOut(String layer, String reason) {}
