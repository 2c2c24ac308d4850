package reverie.cli.picture;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Element;
import reverie.engine.image.Image;

/**
 * Writes pictures. Values are rounded to the nearest of 0 to 255, halves up, and clipped to them.
 *
 * <p>A picture is encoded in memory first and then handed out: ImageIO's streams hold bytes back and may lose the error of a
 * full disk, a plain stream does not. Whether a file is replaced or kept is the business of whoever opened the stream.
 */
public final class PictureWriter {

    private static final float JPEG_QUALITY = 0.95f;

    private PictureWriter() {}

    /**
     * Writes a picture.
     *
     * @param text notes to keep in a PNG, such as Software; a JPEG does not carry them. Keys are 1 to 79 printable
     *     Latin characters, without spaces at an end or side by side; values are any text without NUL
     * @param out is written to and flushed, not closed
     */
    public static void write(Image image, PictureFormat format, Map<String, String> text, OutputStream out)
            throws IOException {
        write(image, format, text, Map.of(), out);
    }

    /**
     * The same with data of our own.
     *
     * @param data by the type of the PNG chunk that holds it; a JPEG does not carry them either
     */
    public static void write(
            Image image, PictureFormat format, Map<String, String> text, Map<String, byte[]> data, OutputStream out)
            throws IOException {
        BufferedImage bytes = Bitmaps.of(image);
        switch (format) {
            case PNG -> writePng(bytes, text, data, out);
            case JPEG -> out.write(encodeJpeg(bytes, JPEG_QUALITY));
        }
        out.flush();
    }

    /**
     * The bytes of a JPEG, for whoever puts pictures into another file.
     *
     * @param quality from 0 to 1, as ImageIO counts it
     */
    public static byte[] jpeg(Image image, float quality) throws IOException {
        return encodeJpeg(Bitmaps.of(image), quality);
    }

    /** A picture as a PNG file, without text. */
    public static byte[] plainPng(Image image) throws IOException {
        return plainPng(Bitmaps.of(image));
    }

    private static byte[] plainPng(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageCodecs.writer("png");
        return encode(writer, new IIOImage(picture, null, null), writer.getDefaultWriteParam());
    }

    private static void writePng(
            BufferedImage picture, Map<String, String> text, Map<String, byte[]> data, OutputStream out)
            throws IOException {
        List<PngChunks.Chunk> chunks = new ArrayList<>(PictureMetadata.toChunks(text));
        data.forEach((type, bytes) -> chunks.add(new PngChunks.Chunk(type, ByteBuffer.wrap(bytes))));
        PngChunks.of(plainPng(picture)).writeWith(chunks, out);
    }

    private static byte[] encodeJpeg(BufferedImage picture, float quality) throws IOException {
        ImageWriter writer = ImageCodecs.writer("jpeg");
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), param);
        keepAllColour(metadata);
        return encode(writer, new IIOImage(picture, null, metadata), param);
    }

    /** Lets colour have the resolution of brightness. ImageIO halves it, and dreams are full of fine coloured edges. */
    private static void keepAllColour(IIOMetadata metadata) throws IOException {
        String format = metadata.getNativeMetadataFormatName();
        Element root = (Element) metadata.getAsTree(format);
        var components = root.getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(format, root);
    }

    private static byte[] encode(ImageWriter writer, IIOImage picture, ImageWriteParam param) throws IOException {
        RenderedImage pixels = picture.getRenderedImage();
        // As much as the pixels themselves is nearly always enough, so that nothing is copied into more and more room.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(3 * pixels.getWidth() * pixels.getHeight());
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, picture, param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
