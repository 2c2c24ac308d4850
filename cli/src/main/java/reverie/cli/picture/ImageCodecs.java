package reverie.cli.picture;

import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;

/** ImageIO's decoders and encoders, and the one place where ImageIO is set up. */
public final class ImageCodecs {

    static {
        // No window is ever opened, and no picture is so large that it should go through a temporary file.
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    private ImageCodecs() {}

    /** Has ImageIO and Java's graphics set up; the first use of this class does it, this one being as good as any. */
    static void setUp() {}

    /** A decoder for a format, by its name in ImageIO; plug-ins come before Java's own. */
    static ImageReader reader(String format) throws IIOException {
        return first(ImageIO.getImageReadersByFormatName(format), format);
    }

    /** An encoder for a format, by its name in ImageIO. */
    public static ImageWriter writer(String format) throws IIOException {
        return first(ImageIO.getImageWritersByFormatName(format), format);
    }

    private static <T> T first(Iterator<T> codecs, String format) throws IIOException {
        if (!codecs.hasNext()) {
            throw new IIOException("the plug-in for %s is not on the class path".formatted(format));
        }
        return codecs.next();
    }
}
