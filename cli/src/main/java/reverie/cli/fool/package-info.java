/**
 * Fooling a network, on the command line: {@link reverie.cli.fool.FoolingLab} has what every way of it works with, {@link
 * reverie.cli.fool.FoolingMode} is one such way, {@link reverie.cli.fool.PhotoFooling} the one that begins with a photo.
 */
package reverie.cli.fool;
