/**
 * Movement: a {@link reverie.cli.motion.Camera} that goes into a picture, and the {@link reverie.cli.motion.Motion} of things
 * from one frame of a film to the next, found by {@link reverie.cli.motion.OpticalFlow}.
 */
package reverie.cli.motion;
