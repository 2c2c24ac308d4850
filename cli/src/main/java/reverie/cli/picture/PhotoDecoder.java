package reverie.cli.picture;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import reverie.engine.image.Image;

/** Decodes one picture file with ImageIO's reader for its kind; says why in an {@link IIOException} where it cannot. */
final class PhotoDecoder {

    private final Path path;
    private final PhotoKind kind;
    private final byte[] file;
    private final long pixelLimit;

    /** Prepares to decode {@code file}, the content of {@code path}. */
    PhotoDecoder(Path path, PhotoKind kind, byte[] file, long pixelLimit) {
        this.path = path;
        this.kind = kind;
        this.file = file;
        this.pixelLimit = pixelLimit;
    }

    /** The picture, or the first frame of an animation, at its stored size and orientation, in sRGB. */
    Image decode() throws IOException {
        return switch (kind) {
            case PNG -> decodePng();
            case GIF -> decode(file, Optional.of(Canvas.ofGif(file)), Optional.empty());
            case WEBP -> decode(file, Canvas.ofWebp(file), Optional.empty());
            case JPEG, BMP, TIFF -> decode(file, Optional.empty(), Optional.empty());
        };
    }

    private Image decodePng() throws IOException {
        PngChunks chunks = PngChunks.of(file);
        return decode(chunks.pixelsOnly(), Optional.empty(), profile(chunks));
    }

    /** The profile of a coloured PNG, which ImageIO passes over. */
    private static Optional<ColorSpace> profile(PngChunks chunks) {
        try {
            byte[] data = chunks.first("iCCP").map(PngChunks.Chunk::bytes).orElse(new byte[0]);
            int name = 0;
            while (name < data.length && data[name] != 0) {
                name++;
            }
            if (name + 2 >= data.length) {
                return Optional.empty();
            }
            ICC_Profile profile = ICC_Profile.getInstance(PngChunks.inflate(data, name + 2)); // past 0 and the method
            ColorSpace space = new ICC_ColorSpace(profile);
            return space.getType() == ColorSpace.TYPE_RGB ? Optional.of(space) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // as every viewer does with a damaged profile
        }
    }

    private Image decode(byte[] bytes, Optional<Canvas> canvas, Optional<ColorSpace> profile) throws IOException {
        ImageReader reader = ImageCodecs.reader(kind.format());
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in);
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            checkSize(reader.getHeight(0), reader.getWidth(0));
            if (canvas.isPresent()) {
                checkSize(canvas.get().height(), canvas.get().width());
            }
            BufferedImage picture = reader.read(0, unconverted(reader));
            refuseCutShort(warnings);
            ColorSpace stored = picture.getColorModel().getColorSpace();
            boolean assigned = profile.isPresent() && stored.getType() == ColorSpace.TYPE_RGB;
            Image frame = Pixels.toImage(picture, assigned ? profile.get() : stored);
            return canvas.isPresent() ? place(frame, canvas.get()) : frame;
        } finally {
            reader.dispose();
        }
    }

    private void checkSize(long height, long width) throws IOException {
        if (height < 1 || width < 1) {
            throw new IIOException("it declares %d x %d pixels".formatted(width, height));
        }
        if (height * width > pixelLimit) {
            throw new PictureException(
                    path,
                    "declares %d x %d pixels, more than the %d that are read at most"
                            .formatted(width, height, pixelLimit),
                    "scale it down first");
        }
    }

    /**
     * Asks for the colours as stored where a profile comes with them: the plug-ins would convert them in 8 bits, also
     * from profiles that are sRGB by another name.
     */
    private static ImageReadParam unconverted(ImageReader reader) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        ImageTypeSpecifier raw = reader.getRawImageType(0);
        if (raw != null) {
            ColorSpace space = raw.getColorModel().getColorSpace();
            if (space instanceof ICC_ColorSpace && space.getType() == ColorSpace.TYPE_RGB && !space.isCS_sRGB()) {
                param.setDestinationType(raw);
            }
        }
        return param;
    }

    /** The JPEG decoder only warns of an end too soon and fills what is missing with grey; the rest is harmless. */
    private static void refuseCutShort(List<String> warnings) throws EOFException {
        for (String warning : warnings) {
            if (warning.contains("Truncated File") || warning.contains("premature end of data segment")) {
                throw new EOFException(warning);
            }
        }
    }

    /** The first frame of an animation on its canvas, white around it. */
    private static Image place(Image frame, Canvas canvas) {
        if (frame.height() == canvas.height() && frame.width() == canvas.width()) {
            return frame;
        }
        float[] rgb = new float[Math.multiplyExact(Math.multiplyExact(canvas.height(), canvas.width()), 3)];
        Arrays.fill(rgb, 255);
        for (int y = 0; y < frame.height(); y++) {
            int start = 3 * ((canvas.top() + y) * canvas.width() + canvas.left());
            System.arraycopy(frame.rgb(), 3 * y * frame.width(), rgb, start, 3 * frame.width());
        }
        return new Image(canvas.height(), canvas.width(), rgb);
    }
}
