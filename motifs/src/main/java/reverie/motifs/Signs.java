package reverie.motifs;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** Letters and figures. */
final class Signs {

    /**
     * Letters as strokes on a grid 4 wide and 6 high, 0,0 at the top left: pairs of digits are points, a blank lifts the pen.
     * They are here because a font would differ from machine to machine.
     */
    private static final String[] LETTERS = {
        "062046 1434",
        "0006 003041423303 3344453606",
        "4130100105163645",
        "0006 002041452606",
        "40000646 0333",
        "400006 0333",
        "41301001051636454333",
        "0006 4046 0343",
        "2026 1030 1636",
        "0006 4003 0346",
        "000646",
        "06002440 4046",
        "06004640",
        "103041453616050110",
        "0006 003041423303",
        "0006 003041423303 2346",
        "4130100102133344453616",
        "0040 2026",
        "000516364540",
        "002640",
        "0016233640",
        "0046 4006",
        "002340 2326",
        "00400646"
    };

    private Signs() {}

    static void letters(Brush b) {
        int ink = b.tintOf(0x202030, 0xC03028, 0x2850A0, 0xF0E8D0, 0x287848);
        int columns = b.chance(0.5) ? 1 : b.count(2, 3);
        int rows = columns == 1 ? 1 : b.count(1, columns);
        double cell = 2.0 / Math.max(columns, rows);
        double weight = b.between(0.9, 1.5);
        boolean outlined = b.chance(0.5);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Shape letter = glyph(LETTERS[b.count(0, LETTERS.length - 1)]);
                double x = (column - (columns - 1) / 2.0) * cell * 0.9;
                double y = (row - (rows - 1) / 2.0) * cell;
                b.at(x, y, cell * 0.15, 0, at -> {
                    if (outlined) {
                        at.stroke(
                                Tint.luminance(ink) > 128 ? Tint.dark(ink, 0.8) : Tint.light(ink, 0.8),
                                weight + 0.9,
                                letter);
                    }
                    at.stroke(ink, weight, letter);
                    at.stroke(Tint.light(ink, 0.4), weight * 0.25, letter);
                });
            }
        }
    }

    private static Shape glyph(String strokes) {
        Path2D path = new Path2D.Double();
        for (String stroke : strokes.split(" ", -1)) {
            for (int i = 0; i + 1 < stroke.length(); i += 2) {
                double x = stroke.charAt(i) - '0' - 2;
                double y = stroke.charAt(i + 1) - '0' - 3;
                if (i == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
        }
        return path;
    }

    static void star(Brush b) {
        int colour = b.tintOf(0xF0C030, 0xD03838, 0x4878C8, 0xE8E8F0);
        int points = b.count(5, 8);
        double inner = points == 5 ? b.between(0.38, 0.48) : b.between(0.42, 0.6);
        b.fill(Tint.dark(colour, 0.6), Shapes.star(points, inner, 1));
        for (int i = 0; i < points; i++) {
            double turn = 2 * Math.PI * i / points;
            double half = Math.PI / points;
            b.at(0, 0, 0.92, turn, x -> {
                double dx = inner * Math.sin(half);
                double dy = -inner * Math.cos(half);
                x.fill(Tint.light(colour, 0.35), Shapes.polygon(0, 0, -dx, dy, 0, -1));
                x.fill(Tint.dark(colour, 0.25), Shapes.polygon(0, 0, dx, dy, 0, -1));
            });
        }
    }

    static void snowflake(Brush b) {
        int ice = b.tintOf(0xE8F4FC, 0xA8D0F0, 0xF8F8F8);
        double line = b.between(0.07, 0.1);
        Path2D arm = Shapes.line(0, 0, 0, -0.97);
        int twigs = b.count(2, 4);
        for (int i = 1; i <= twigs; i++) {
            double y = -0.9 * i / (twigs + 0.4);
            double reach = b.between(0.16, 0.3) * (i == twigs ? 0.8 : 1);
            Shapes.addLine(arm, 0, y, reach, y - reach * 0.8);
            Shapes.addLine(arm, 0, y, -reach, y - reach * 0.8);
        }
        boolean plate = b.chance(0.5);
        b.around(6, 0, x -> x.stroke(Tint.mix(ice, 0x204068, 0.75), line * 1.8, arm));
        b.around(6, 0, x -> x.stroke(ice, line, arm));
        if (plate) {
            Shape hexagon = Shapes.star(3, 0.3, 0.3);
            b.fill(Tint.mix(ice, 0x4080C0, 0.4), hexagon);
            b.stroke(ice, line * 0.8, hexagon);
        }
    }
}
