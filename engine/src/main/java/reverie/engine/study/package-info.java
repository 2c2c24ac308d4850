/**
 * Looking into a network at work: what every layer computes and what comes back to it, whether a gradient is right, and
 * what in a picture speaks for a class. Everything here is for one picture and for people; a dream goes the short way.
 */
package reverie.engine.study;
