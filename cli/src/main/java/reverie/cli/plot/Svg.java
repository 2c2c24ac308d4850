package reverie.cli.plot;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An SVG document as it is written, element by element. Whatever is put into it is escaped. */
final class Svg {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    Svg() {
        try {
            this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** @param attributes names and values in turn; numbers are rounded to hundredths */
    Svg open(String element, Object... attributes) {
        try {
            xml.writeStartElement(element);
            writeAttributes(attributes);
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    Svg close() {
        try {
            xml.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element without content. */
    Svg leaf(String element, Object... attributes) {
        try {
            xml.writeEmptyElement(element);
            writeAttributes(attributes);
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element with text. */
    Svg text(String element, String content, Object... attributes) {
        open(element, attributes);
        try {
            xml.writeCharacters(content);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return close();
    }

    Svg newLine() {
        try {
            xml.writeCharacters("\n");
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void writeAttributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i].toString(), value(attributes[i + 1]));
        }
    }

    private static String value(Object value) {
        return value instanceof Double number ? number(number) : value.toString();
    }

    static String number(double value) {
        double rounded = Math.rint(value * 100) / 100 + 0.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.2f", rounded);
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("a string takes whatever is written", e);
    }

    @Override
    public String toString() {
        try {
            xml.flush();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return text.toString();
    }
}
