/**
 * Pictures as compositional pattern-producing networks: {@link reverie.engine.fooling.nothing.cppn.Cppn} is one, {@link
 * reverie.engine.fooling.nothing.cppn.CppnPainter} paints it, {@link reverie.engine.fooling.nothing.cppn.CppnEncoding} lets it
 * grow.
 */
package reverie.engine.fooling.nothing.cppn;
