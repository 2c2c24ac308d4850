/**
 * How fast it is: JMH benchmarks of single operations and of whole dream steps. Every benchmark compares its backend with
 * the reference on a small picture before it measures anything.
 */
package reverie.bench;
