/** What tests of other modules need too: a server for files that can misbehave. */
package reverie.weights.testing;
