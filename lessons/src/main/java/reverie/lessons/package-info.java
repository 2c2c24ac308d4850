/**
 * The programs of the lessons in {@code docs/lessons}, one class each, which need nothing but Java and are run by {@code java
 * lessons/src/main/java/reverie/lessons/Convolution.java}. The lessons quote their code and what they print: a test compares,
 * and can write the quotations anew. Rows of pixels are enough here; the engine does the same in two dimensions and with many
 * channels.
 */
package reverie.lessons;
