package reverie.cli.film;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import reverie.cli.picture.ImageCodecs;
import reverie.engine.image.Image;

/**
 * Writes an animated GIF, which goes round for ever. Each frame has a palette of its own, dithered: a dream has many colours,
 * and other ones in each frame. Frames are written as they come; none is kept.
 */
final class AnimatedGif implements AutoCloseable {

    /** GIF counts hundredths of a second, and viewers take a single one for a tenth. */
    private static final int LEAST_DELAY = 2;

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final FrameRate rate;
    private final ImageWriter writer;
    private final MemoryCacheImageOutputStream stream;
    private int written;

    /**
     * Begins a film.
     *
     * @param rate at most 50 frames per second
     * @param out is written to, not closed
     */
    AnimatedGif(FrameRate rate, OutputStream out) throws IOException {
        requireRate(rate);
        this.rate = rate;
        writer = ImageCodecs.writer("gif");
        stream = new MemoryCacheImageOutputStream(out);
        writer.setOutput(stream);
        writer.prepareWriteSequence(null);
    }

    /** Refuses what GIF cannot show in time. */
    static void requireRate(FrameRate rate) throws FilmException {
        if (rate.perSecond() * LEAST_DELAY > 100) {
            throw new FilmException(
                    "a GIF has at most 50 frames per second, not %s; use --fps 50, or .png or .mp4".formatted(rate));
        }
    }

    /** Writes the next frame. */
    void add(Image frame) throws IOException {
        BufferedImage bitmap = Dithering.dither(frame, Palette.of(frame));
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(bitmap), null);
        metadata.mergeTree(FORMAT, control());
        writer.writeToSequence(new IIOImage(bitmap, null, metadata), null);
        stream.flushBefore(stream.getStreamPosition()); // or all frames would stay in memory
        written++;
    }

    private IIOMetadataNode control() {
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Long.toString(delay()));
        root.appendChild(control);
        if (written == 0) {
            IIOMetadataNode endless = new IIOMetadataNode("ApplicationExtension");
            endless.setAttribute("applicationID", "NETSCAPE");
            endless.setAttribute("authenticationCode", "2.0");
            endless.setUserObject(new byte[] {1, 0, 0});
            IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
            extensions.appendChild(endless);
            root.appendChild(extensions);
        }
        return root;
    }

    /** Hundredths of a second until the next frame begins; rounded so that a long film keeps its time. */
    private long delay() {
        return Math.round(100 * rate.seconds(written + 1L)) - Math.round(100 * rate.seconds(written));
    }

    /** Writes the end. */
    void finish() throws IOException {
        writer.endWriteSequence();
        stream.flushBefore(stream.getStreamPosition());
    }

    @Override
    public void close() throws IOException {
        writer.dispose();
        stream.close();
    }
}
