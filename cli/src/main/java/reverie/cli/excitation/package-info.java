/** What a photo excites in a network: the answer to "which layer should I take?". */
package reverie.cli.excitation;
