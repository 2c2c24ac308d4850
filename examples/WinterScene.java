import module java.base;
import module java.desktop;
import java.util.List;

/**
 * Paints a winter evening: a log cabin under a dusk sky, drifts, firs and bare trees. It is the photograph that
 * Reverie's examples dream on, made here so that the project owes it to nobody.
 *
 * <pre>{@code java examples/WinterScene.java examples/winter.jpg [seed [width height]]}</pre>
 *
 * <p>Everything is measured in a picture 768 units high, whatever its size in pixels; {@code y} runs downwards. What
 * stands on the snow is placed on a ground plane instead, with the eye one unit (about two metres) above it, and
 * projected. Chance comes from one seeded generator and from noise that is a pure function of its position, so a seed
 * always gives the same pixels.
 */
final class WinterScene {

    private static final int OVERSAMPLING = 2;
    private static final double HEIGHT = 768;
    private static final double HORIZON = 470;
    /** How far below the horizon a ground point at depth 1 lies: the bottom edge of the picture. */
    private static final double FOCAL = HEIGHT - HORIZON;

    private static final Colour NIGHT = new Colour(0.05, 0.10, 0.25);
    private static final Colour EMBER = new Colour(1.00, 0.80, 0.52);
    private static final Colour HAZE = new Colour(0.79, 0.57, 0.61);
    private static final Colour SNOW_SHADE = new Colour(0.17, 0.24, 0.44);
    private static final Colour SNOW_SKY = new Colour(0.51, 0.58, 0.78);
    private static final Colour SNOW_SUN = new Colour(0.95, 0.76, 0.71);
    private static final Colour NEEDLES = new Colour(0.06, 0.13, 0.17);
    private static final Colour BARK = new Colour(0.10, 0.09, 0.13);
    private static final Colour LOG = new Colour(0.35, 0.23, 0.16);
    private static final Colour STONE = new Colour(0.33, 0.30, 0.38);
    private static final Colour LAMP = new Colour(1.00, 0.64, 0.25);
    private static final List<Colour> SKY = List.of(NIGHT, new Colour(0.11, 0.19, 0.39), new Colour(0.23, 0.31, 0.53),
            new Colour(0.47, 0.44, 0.62), new Colour(0.77, 0.51, 0.60), new Colour(0.94, 0.63, 0.52),
            new Colour(0.94, 0.73, 0.55));

    /** A colour in display space; components may leave 0..1 on the way and are clamped when painted. */
    record Colour(double r, double g, double b) {
        Colour mix(Colour other, double t) {
            return new Colour(lerp(r, other.r, t), lerp(g, other.g, t), lerp(b, other.b, t));
        }

        Colour plus(Colour light, double amount) {
            return new Colour(r + light.r * amount, g + light.g * amount, b + light.b * amount);
        }

        Colour times(double k) {
            return new Colour(r * k, g * k, b * k);
        }

        Color paint(double alpha) {
            return new Color((float) clamp(r), (float) clamp(g), (float) clamp(b), (float) clamp(alpha));
        }
    }

    /** A place in the picture. */
    record Point(double x, double y) {
        Point plus(double dx, double dy) {
            return new Point(x + dx, y + dy);
        }

        Point towards(Point other, double t) {
            return new Point(lerp(x, other.x, t), lerp(y, other.y, t));
        }
    }

    /** A place on the ground plane: {@code x} to the right of the eye, {@code z} away from it. */
    record Spot(double x, double z) {}

    /** Something that keeps the last light from the snow in front of it. */
    record Obstacle(Spot spot, double radius, double length) {}

    /** A four-cornered face; (0, 0) is its bottom left and (1, 1) its top right. */
    record Face(Point bottomLeft, Point bottomRight, Point topLeft, Point topRight) {
        Point at(double u, double v) {
            return bottomLeft.towards(bottomRight, u).towards(topLeft.towards(topRight, u), v);
        }

        Face part(double u0, double v0, double u1, double v1) {
            return new Face(at(u0, v0), at(u1, v0), at(u0, v1), at(u1, v1));
        }
    }

    /** Gives a pixel a new colour from its place and the colour it has. */
    interface Shader {
        Colour at(double x, double y, Colour under);
    }

    private final long seed;
    private final Random random;
    private final BufferedImage canvas;
    private final Graphics2D g;
    private final double scale;
    private final double width;
    private final Point sun;
    private final Spot cabin;
    private final List<Obstacle> obstacles = new ArrayList<>();

    private WinterScene(long seed, int pixelsWide, int pixelsHigh) {
        this.seed = seed;
        random = new Random(seed);
        canvas = new BufferedImage(pixelsWide * OVERSAMPLING, pixelsHigh * OVERSAMPLING, BufferedImage.TYPE_INT_RGB);
        scale = canvas.getHeight() / HEIGHT;
        width = canvas.getWidth() / scale;
        sun = new Point(width * 0.42, HORIZON - 28);
        cabin = new Spot(width * 0.165 * 3.1 / FOCAL, 3.1);
        g = canvas.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(scale, scale);
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1 && args.length != 2 && args.length != 4) {
            System.err.println("usage: java WinterScene.java out.jpg [seed [width height]]");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true");
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 24;
        int width = args.length > 3 ? Integer.parseInt(args[2]) : 1024;
        int height = args.length > 3 ? Integer.parseInt(args[3]) : 768;
        save(new WinterScene(seed, width, height).paint(), new File(args[0]));
    }

    /** The whole picture, from the back to the front. */
    private BufferedImage paint() {
        sky();
        stars();
        moon(new Point(width * 0.70, 88), 15);
        clouds();
        hills(452, 190, 330, new Colour(0.31, 0.34, 0.53), new Colour(0.94, 0.68, 0.64), 0.16);
        hills(462, 74, 210, new Colour(0.25, 0.28, 0.45), new Colour(0.55, 0.50, 0.65), 0.24);
        forest(436, 476, 420, 16, 0.50);
        hills(490, 36, 300, new Colour(0.29, 0.35, 0.56), new Colour(0.79, 0.64, 0.71), 0.10);
        forest(464, 500, 170, 34, 0.30);

        var firs = firWood();
        var oldTree = new Spot((0.125 - 0.5) * width * 1.3 / FOCAL, 1.3);
        firs.forEach(fir -> obstacles.add(new Obstacle(fir, 0.30, 1.6)));
        obstacles.add(new Obstacle(new Spot(cabin.x - 0.3, cabin.z + 0.3), 0.9, 0.9));
        obstacles.add(new Obstacle(oldTree, 0.10, 2.5));
        snow();
        firs.stream().filter(fir -> fir.z > cabin.z).forEach(this::standingFir);
        bareTree(project(new Spot(-2.6, 5.2)), 36, 6, 0.25);
        fence(new Spot(-4.4, 4.9), new Spot(-0.55, 4.1), 11);
        cabin(project(cabin));
        firs.stream().filter(fir -> fir.z <= cabin.z).forEach(this::standingFir);
        fence(new Spot(2.0, 3.1), new Spot(1.75, 1.2), 7);
        shrubs();
        bareTree(project(oldTree), 168, 46, 0);
        return develop();
    }

    /** Night blue above, embers at the horizon, and warmest where the sun went down. */
    private void sky() {
        shade(0, HEIGHT, (x, y, under) -> {
            double t = clamp(y / HORIZON) * (SKY.size() - 1);
            int band = (int) Math.min(t, SKY.size() - 2);
            double glow = bell((x - sun.x) / (width * 0.36), (y - sun.y) / 125);
            double dim = 1 - 0.16 * Math.abs(x - sun.x) / width;
            return SKY.get(band).mix(SKY.get(band + 1), smooth(0, 1, t - band)).times(dim).mix(EMBER, 0.9 * glow);
        });
    }

    private void stars() {
        for (int i = 0; i < 170; i++) {
            double y = Math.pow(random.nextDouble(), 1.4) * 260;
            double size = 0.5 + 1.1 * Math.pow(random.nextDouble(), 5);
            Color light = new Colour(1, 0.95, 0.9).paint((1 - y / 270) * (0.35 + 0.6 * random.nextDouble()));
            dot(new Point(random.nextDouble() * width, y), size, light);
        }
    }

    /** A young moon: the part of one disc that another leaves free, turned towards the sun below. */
    private void moon(Point centre, double radius) {
        shade(0, 300, (x, y, under) -> {
            double dx = (x - centre.x) / radius;
            double dy = (y - centre.y) / radius;
            double disc = smooth(1.04, 0.96, Math.hypot(dx, dy));
            double dark = smooth(1.06, 0.90, Math.hypot(dx - 0.42, dy + 0.42));
            double seas = 0.9 + 0.15 * fbm(dx * 1.6, dy * 1.6, 3);
            double halo = 0.20 * bell(dx / 2.2, dy / 2.2) + 0.13 * bell(dx / 7, dy / 7);
            return under.plus(new Colour(0.8, 0.85, 1), halo).mix(new Colour(0.29, 0.34, 0.5), disc * dark * 0.5)
                    .mix(new Colour(1, 0.96, 0.86).times(seas), disc * (1 - dark));
        });
    }

    /** Two decks: torn cirrus high up, and below it banks that the sun lights from under the horizon. */
    private void clouds() {
        shade(0, HORIZON, (x, y, under) -> {
            double height = (HORIZON - y) / HORIZON;
            double depth = 1 / (height + 0.16);
            double u = (x - sun.x) / width * (1.1 + 1.1 * depth);
            double v = depth * 1.55;
            double warp = fbm(u * 1.3 + 40, v * 1.3, 3);
            double glow = bell((x - sun.x) / (width * 0.5), (y - sun.y) / 210);

            double wisps = fbm(u * 1.5 + v * 0.9 + 7, v * 6 - u * 2 + warp * 2.2, 6);
            Colour lace = new Colour(0.50, 0.47, 0.66).mix(new Colour(1, 0.70, 0.62), smooth(0.75, 0.1, height));
            Colour sky = under.mix(lace, 0.50 * smooth(0.02, 0.5, wisps) * smooth(0.02, 0.3, height));

            double bank = bank(u, v, warp);
            double thick = smooth(-0.02, 0.42, bank + 0.12 * bell((height - 0.42) / 0.22, 0));
            double lit = smooth(-0.20, 0.30, bank(u, v, warp) - bank(u * 0.94, v + 0.16, warp));
            Colour shadow = new Colour(0.17, 0.19, 0.36).mix(new Colour(0.56, 0.37, 0.48), smooth(0.75, 0.1, height));
            Colour light = new Colour(0.72, 0.50, 0.62).mix(new Colour(1, 0.74, 0.50), clamp(glow * 1.3));
            Colour body = shadow.mix(light, lit * (0.45 + 0.55 * smooth(0.95, 0.3, height)));
            return sky.mix(body, 0.88 * thick);
        });
    }

    private double bank(double u, double v, double warp) {
        return fbm(u * 1.5 + warp * 0.55 + 3, v * 2.1 + warp * 0.35 + 11, 7);
    }

    /** A range of hills: its slopes are lit by the tilt of a crumpled surface, and haze gathers at its feet. */
    private void hills(double base, double rise, double breadth, Colour shade, Colour light, double haze) {
        Colour air = HAZE.mix(EMBER, 0.2);
        shade(base - rise, HEIGHT, (x, y, under) -> {
            double ridge = base - rise * clamp(0.52 + 0.9 * fbm(x / breadth + base, rise, 6));
            double below = y - ridge;
            if (below < 0) {
                return under;
            }
            double fold = breadth / 5;
            double tilt = crumple(x / fold, y / fold) - crumple((x + 3) / fold, (y + 1.5) / fold);
            double facing = smooth(-0.16, 0.2, (x < sun.x ? -tilt : tilt) + 0.05) * smooth(rise * 1.1, 0, below);
            Colour slope = shade.mix(light, facing).plus(new Colour(0.10, 0.10, 0.12), fbm(x / 5, y / 3, 3));
            double mist = lerp(haze, 1, 0.75 * smooth(0.2, 1.1, below / rise));
            Colour veil = air.mix(EMBER, 0.7 * bell((x - sun.x) / (width * 0.22), 0));
            return under.mix(slope.mix(veil, mist), clamp(below * 1.5));
        });
    }

    /** Noise folded at its zeros, which makes gullies and crests. */
    private double crumple(double x, double y) {
        return 1 - Math.abs(fbm(x + noise(x * 0.7, y * 0.7), y * 0.8 + 5, 5)) * 2.2;
    }

    /** Distant firs in groves, the lower the nearer and the taller. */
    private void forest(double top, double bottom, int count, double tall, double haze) {
        for (int i = 0; i < count; i++) {
            var foot = new Point(random.nextDouble() * width, lerp(top, bottom, (double) i / count));
            double size = tall * (0.45 + 0.55 * random.nextDouble()) * (0.6 + 0.4 * i / count);
            if (fbm(foot.x / 90, foot.y / 25 + top, 3) > -0.02) {
                firTree(foot, size, haze);
            }
        }
    }

    private Point project(Spot spot) {
        return new Point(width / 2 + spot.x * FOCAL / spot.z, HORIZON + FOCAL / spot.z);
    }

    /** The snow field: a plane, lit by the slope of the relief that drifts, path and footprints give it. */
    private void snow() {
        shade(HORIZON, HEIGHT, (x, y, under) -> {
            double edge = 499 + 9 * fbm(x / 240, 3, 3);
            if (y < edge) {
                return under;
            }
            double z = FOCAL / (y - HORIZON);
            var spot = new Spot((x - width / 2) * z / FOCAL, z);
            double step = 0.004 * z;
            double here = relief(spot);
            double slopeX = (relief(new Spot(spot.x + step, z)) - here) / step;
            double slopeZ = (relief(new Spot(spot.x, z + step * 2)) - here) / step / 2;

            double shadow = shadow(spot);
            double facing = 0.46 + 0.55 * slopeX - 0.75 * slopeZ + 0.06 * fbm(x / 2.4, y / 1.6, 2);
            double sunlit = smooth(0.45, 1.0, facing) * (0.5 + 0.4 * smooth(1, 6, z)) * (1 - shadow);
            double warm = lampLight(spot) * (0.75 - 0.5 * slopeZ + 0.1 * noise(x / 1.5, y / 1.5));
            Colour far = HAZE.mix(EMBER, 0.6 * bell((x - sun.x) / (width * 0.2), 0));
            Colour snow = SNOW_SHADE.mix(SNOW_SKY, clamp(facing * 1.15)).mix(SNOW_SUN, sunlit);
            snow = snow.times((1 - 0.45 * shadow) * (1 - 6 * Math.max(0, footprint(spot))));
            return under.mix(snow.mix(far, 0.55 * smooth(3.2, 10, z)).plus(LAMP, warm), clamp((y - edge) / 1.2));
        });
    }

    /** Height of the snow: wind-drawn drifts with sharp crests, a crust that fades with distance, the trodden path. */
    private double relief(Spot spot) {
        double near = 1 / (1 + spot.z * spot.z * 0.12);
        double drifts = 0.30 * fbm(spot.x * 0.7 + spot.z * 0.3, spot.z * 0.7 + 20, 2);
        double crest = 1 - Math.abs(noise(spot.x * 0.6 + spot.z * 0.5 + drifts, spot.z * 1.1 + 3));
        double ripples = 0.022 * fbm(spot.x * 1.6 + drifts * 5, spot.z * 3.6, 3) * (0.3 + near);
        double crust = 0.007 * near * fbm(spot.x * 20, spot.z * 20, 3);
        double path = trodden(spot.z) * bell((spot.x - pathAt(spot.z)) / 0.23, 0);
        return drifts + 0.10 * crest * crest + ripples * (1 - 0.8 * path) + crust * (1 + path) - 0.06 * path
                - footprint(spot);
    }

    /** Where the path runs at a depth: from the viewer's feet, in one bend, to the door. */
    private double pathAt(double z) {
        double t = clamp((z - 1) / (cabin.z - 1.4));
        return lerp(-0.25, cabin.x - 0.86, smooth(0, 1, t)) - 0.55 * Math.sin(Math.PI * t);
    }

    private double trodden(double z) {
        return smooth(cabin.z - 0.3, cabin.z - 0.5, z);
    }

    /** Depth of the prints, to the left and to the right in turn: each a dent with a soft rim. */
    private double footprint(Spot spot) {
        double stride = spot.z / 0.20;
        double side = Math.floor(stride) % 2 == 0 ? -0.07 : 0.07;
        double dx = (spot.x - pathAt(spot.z) - side) / 0.042;
        double dz = (stride - Math.floor(stride) - 0.5) * 0.20 / 0.066;
        double r = Math.hypot(dx, dz);
        return trodden(spot.z) * (0.055 * smooth(1.25, 0.6, r) - 0.012 * bell((r - 1.35) / 0.25, 0));
    }

    /** Shadows run from each obstacle away from the sun, and a little of the sky is lost all round its foot. */
    private double shadow(Spot spot) {
        double slant = (sun.x - width / 2) / FOCAL;
        double light = 1;
        for (var o : obstacles) {
            double dx = spot.x - o.spot.x;
            double dz = spot.z - o.spot.z;
            double cast = bell((dx - slant * dz) / o.radius, 0) * smooth(0.2, -0.1, dz) * smooth(-o.length, -0.2, dz);
            light *= (1 - 0.75 * cast) * (1 - 0.6 * bell(dx / o.radius / 1.1, dz / o.radius / 1.1));
        }
        return 1 - light;
    }

    /** What falls on the snow from the door and from the windows of the long wall. */
    private double lampLight(Spot spot) {
        double door = Math.hypot(spot.x - cabin.x + 1.0, spot.z - cabin.z + 0.45) / 0.64;
        double windows = Math.hypot(spot.x - cabin.x - 0.75, spot.z - cabin.z + 0.25) / 0.60;
        return 1 / Math.pow(1 + door * door, 2) + 0.85 / Math.pow(1 + windows * windows, 2);
    }

    private List<Spot> firWood() {
        var firs = new ArrayList<>(List.of(new Spot(0.75, 4.6), new Spot(2.7, 4.3), new Spot(3.4, 4.0),
                new Spot(width * -0.48 * 3.9 / FOCAL, 3.9), new Spot(width * 0.49 * 2.3 / FOCAL, 2.3)));
        for (int i = 0; i < 60; i++) {
            double z = 5.2 + 8 * random.nextDouble();
            double side = random.nextDouble() * 1.24 - 0.62;
            boolean clearing = Math.abs(side + 0.13) < 0.21;
            if (!clearing) {
                firs.add(new Spot(side * width * z / FOCAL, z));
            }
        }
        firs.sort(Comparator.comparingDouble(Spot::z).reversed());
        return firs;
    }

    private void standingFir(Spot spot) {
        firTree(project(spot), (3.1 + 1.9 * random.nextDouble()) * FOCAL / spot.z, clamp((spot.z - 2.5) / 16));
    }

    /** A fir, bottom tier first, so that every tier hides the roots of the one below; each bough bears snow. */
    private void firTree(Point foot, double h, double haze) {
        int tiers = (int) Math.clamp(h / 10, 5, 40);
        int boughs = (int) Math.clamp(h / 18, 3, 26);
        double reach = h * (0.18 + 0.05 * random.nextDouble());
        double weight = 0.3 + h * 0.019 / (1 + h / 200);
        line(foot, foot.plus(0, -h * 0.9), h * 0.018 + 0.4, airy(BARK, haze).paint(1));
        for (int tier = tiers; tier >= 0; tier--) {
            double t = (tier + 0.3) / (tiers + 0.3);
            for (int i = 0; i < boughs; i++) {
                // From the sides to the middle: the boughs that point at us come last.
                double side = (i % 2 == 0 ? 1 : -1) * (1 - (double) i / boughs) + 0.15 * random.nextGaussian();
                double length = reach * Math.pow(t, 0.85) * (0.75 + 0.45 * random.nextDouble());
                Point root = foot.plus(0, h * (0.93 * Math.pow(t, 1.08) - 1 + 0.006 * random.nextGaussian()));
                bough(root, root.plus(side * length, length * (0.70 - 0.28 * Math.abs(side))), weight, haze);
            }
        }
    }

    /** A drooping bough: tufts of needles, and on most of them a clot of snow that may catch the sun. */
    private void bough(Point root, Point tip, double weight, double haze) {
        int tufts = (int) Math.clamp(Math.hypot(tip.x - root.x, tip.y - root.y) / 3, 3, 30);
        boolean sunny = tip.x > root.x == sun.x > root.x;
        for (int i = 1; i <= tufts; i++) {
            double s = (double) i / tufts;
            Point at = root.towards(tip, s).plus(0, -Math.sin(Math.PI * s) * weight * 2);
            for (int needle = 0; needle < 3; needle++) {
                double length = weight * (2.6 - 1.2 * s) * (0.5 + random.nextDouble());
                Colour green = NEEDLES.mix(new Colour(0.16, 0.27, 0.27), random.nextDouble() * 0.8);
                line(at, at.plus(random.nextGaussian() * length * 0.45, length), weight * 0.28 + 0.25,
                        airy(green, haze).paint(0.9));
            }
            if (random.nextDouble() < 0.8) {
                Colour snow = SNOW_SHADE.mix(SNOW_SKY, 0.35 + 0.65 * random.nextDouble())
                        .mix(SNOW_SUN, sunny ? s * (0.25 + 0.45 * random.nextDouble()) : 0);
                double fat = weight * (1.5 - 0.7 * s) * (0.6 + 0.6 * random.nextDouble());
                Point lie = at.plus(0, -fat * 0.4);
                line(lie, lie.plus((tip.x - root.x) / tufts * 0.9, (tip.y - root.y) / tufts * 0.7), fat,
                        airy(snow, haze).paint(0.92));
            }
        }
    }

    private static Colour airy(Colour colour, double haze) {
        return colour.mix(HAZE.mix(NIGHT, 0.35), haze);
    }

    /** A leafless tree; its roots spread into a bank of snow. */
    private void bareTree(Point foot, double length, double girth, double haze) {
        limb(foot.plus(0, -girth * 0.4), -Math.PI / 2 + 0.05, length, girth, haze);
        for (double side = -1; side <= 1; side += 0.02) {
            Point tip = foot.plus(side * girth, 5 * (1 - Math.abs(side)));
            Point bend = tip.plus(side * girth * -0.5, girth * -0.4);
            Point top = foot.plus(side * girth * 0.42, -girth * (0.6 + 2.6 * random.nextDouble()));
            var root = new QuadCurve2D.Double(tip.x, tip.y, bend.x, bend.y, top.x, top.y);
            stroke(root, girth * 0.06, barkTone(0.75 * random.nextDouble(), 0.8 * side, haze).paint(0.65));
        }
        for (double side = -1.3; side <= 1.3; side += 0.02) {
            double radius = girth * 0.11 * (1 - Math.pow(side / 1.4, 2)) * (1 + noise(side * 4, girth));
            Colour snow = SNOW_SHADE.mix(SNOW_SKY, 0.2 + 0.3 * random.nextDouble()).mix(HAZE, haze);
            dot(foot.plus(side * girth, 6 * girth / 46 * (1.3 - Math.abs(side))), radius, snow.paint(0.35));
        }
    }

    /** One limb, drawn in short strokes that wander and thin, and then the limbs it forks into. */
    private void limb(Point from, double angle, double length, double girth, double haze) {
        if (girth < 0.42 || length < 3) {
            return;
        }
        int steps = (int) Math.max(4, length / 5);
        var spine = new ArrayList<>(List.of(from));
        for (int i = 0; i < steps; i++) {
            // Stout limbs hold their course, and all of them strive upwards.
            angle += random.nextGaussian() * 0.11 / Math.sqrt(1 + girth / 4) - 0.016 * Math.cos(angle);
            double thick = girth * (1 - 0.30 * i / steps);
            Point next = spine.getLast().plus(Math.cos(angle) * length / steps, Math.sin(angle) * length / steps);
            line(spine.getLast(), next, thick, BARK.mix(HAZE, haze).paint(1));
            spine.add(next);
            if (girth > 1 && random.nextDouble() < (girth > 20 ? 0.05 : 0.20)) {
                double turn = (random.nextBoolean() ? 1 : -1) * (0.6 + 0.5 * random.nextDouble());
                limb(next, angle + turn, length * (0.35 + 0.35 * random.nextDouble()), thick * 0.36, haze);
            }
        }
        for (int i = 0; i < steps; i++) {
            bark(spine.get(i), spine.get(i + 1), girth * (1 - 0.30 * i / steps), haze);
        }
        // The cross-sections of the two forks add up to about that of the limb where it ends.
        double share = 0.35 + 0.3 * random.nextDouble();
        double spread = 0.38 + 0.3 * random.nextDouble();
        double reach = length * (0.72 + 0.2 * random.nextDouble());
        limb(spine.getLast(), angle - spread * (1 - share), reach, girth * 0.74 * Math.sqrt(share), haze);
        limb(spine.getLast(), angle + spread * share, reach, girth * 0.74 * Math.sqrt(1 - share), haze);
    }

    /** What a stretch of limb shows: cracks, the sunset along one side, and snow where it lies level enough. */
    private void bark(Point a, Point b, double thick, double haze) {
        double length = Math.hypot(b.x - a.x, b.y - a.y);
        double nx = (a.y - b.y) / length;
        double ny = (b.x - a.x) / length;
        for (int crack = 0; crack < thick * 0.8 - 2; crack++) {
            double across = random.nextDouble() * 2 - 1;
            double drift = across * thick * 0.47;
            Color tone = barkTone(random.nextDouble(), across * Math.signum(nx), haze).paint(0.6);
            line(a.plus(nx * drift, ny * drift), b.plus(nx * drift + random.nextGaussian(), ny * drift), 0.9, tone);
        }
        if (thick > 0.9 && random.nextDouble() < Math.abs(ny) * 1.1 - 0.3) {
            Color snow = SNOW_SKY.mix(SNOW_SUN, 0.3).paint(0.85);
            line(a.plus(0, -thick * 0.45), b.plus(0, -thick * 0.45), Math.min(thick * 0.6, 4), snow);
        }
    }

    /** Bark is nearly black, bluish to the left and, for trees left of the sun, warm at its right edge. */
    private Colour barkTone(double chance, double across, double haze) {
        Colour lit = SNOW_SHADE.mix(STONE, 0.5).mix(EMBER, 0.75 * smooth(0.45, 1, across));
        return BARK.times(0.6).mix(lit, chance * chance * (0.45 + 0.55 * Math.abs(across))).mix(HAZE, haze);
    }

    /** Thin twigs that the snow has not quite covered. */
    private void shrubs() {
        for (int i = 0; i < 34; i++) {
            var spot = new Spot(random.nextGaussian() * 1.6, 1.05 + 2.6 * random.nextDouble());
            boolean free = Math.abs(spot.x - pathAt(spot.z)) > 0.25 && project(spot).y > project(cabin).y + 8;
            for (int twig = 0; free && twig < 5; twig++) {
                limb(project(spot), -Math.PI / 2 + 0.5 * random.nextGaussian(), 24 / spot.z, 0.4 + 0.7 / spot.z, 0);
            }
        }
    }

    /** The cabin, from its near corner: gable with the door to the left, long wall to the right. */
    private void cabin(Point corner) {
        Point apex = corner.plus(-82, -196);
        var gable = new Face(corner.plus(-156, -7), corner, corner.plus(-156, -104), corner.plus(0, -108));
        var wall = new Face(corner, corner.plus(138, -13), corner.plus(0, -108), corner.plus(138, -104));
        smoke(corner.plus(12, -226));
        courses(gable, 10, LOG);
        courses(new Face(gable.topLeft, gable.topRight, apex, apex), 9, LOG.times(0.9));
        courses(wall, 10, LOG.times(0.75));
        for (double log = 0.5; log < 10; log++) {
            dot(gable.at(1, log / 10), 6.2, BARK.paint(1));
            dot(gable.at(1, log / 10).plus(-0.5, -0.6), 4.8, LOG.times(0.8 + 0.3 * random.nextDouble()).paint(1));
            dot(gable.at(1, log / 10).plus(-0.5, -0.6), 2.4, LOG.times(0.55).paint(0.7));
        }
        window(gable.part(0.10, 0.42, 0.33, 0.78));
        door(gable.part(0.46, 0.0, 0.72, 0.74));
        window(gable.part(0.41, 1.18, 0.57, 1.50));
        window(wall.part(0.14, 0.42, 0.38, 0.78));
        window(wall.part(0.60, 0.42, 0.82, 0.78));
        roof(corner, apex, corner.plus(52, -178));
        Point stack = corner.plus(12, -184);
        courses(new Face(stack.plus(-10, 24), stack.plus(10, 22), stack.plus(-10, -34), stack.plus(10, -34)), 9, STONE);
        quilt(stack.plus(-10, -37), stack.plus(10, -37), 5, 0.8, SNOW_SKY);
        quilt(gable.at(-0.03, -0.03), gable.at(1, -0.03), 4, 0.4, SNOW_SKY.mix(LAMP, 0.3));
        quilt(wall.at(0, -0.03), wall.at(1.03, -0.03), 4, 0.3, SNOW_SKY.mix(LAMP, 0.2));
        glow(gable.at(0.59, 0.8), 75, 0.40);
        glow(gable.at(0.21, 0.6), 65, 0.38);
        glow(gable.at(0.49, 1.34), 45, 0.28);
        glow(wall.at(0.26, 0.6), 65, 0.34);
        glow(wall.at(0.71, 0.6), 65, 0.34);
    }

    /** Rounded courses of wood or stone: each is lighter above than below and streaked along the grain. */
    private void courses(Face face, int count, Colour colour) {
        for (int i = 0; i < count; i++) {
            Face course = face.part(0, (double) i / count, 1, (i + 1.0) / count);
            Colour tone = colour.times(0.75 + 0.4 * random.nextDouble());
            for (int strip = 0; strip < 8; strip++) {
                double round = Math.sin(Math.PI * (strip + 0.7) / 8.6);
                Colour shaded = tone.times(0.22 + 0.75 * round).mix(SNOW_SKY, 0.02 * strip);
                fill(course.part(0, strip / 8.0, 1, (strip + 1.2) / 8), shaded);
            }
            for (int streak = 0; streak < 26; streak++) {
                double u = random.nextDouble();
                double v = 0.1 + 0.8 * random.nextDouble();
                Colour grain = random.nextBoolean() ? BARK : tone.times(1.5);
                line(course.at(u, v), course.at(Math.min(1, u + 0.12 * random.nextDouble()), v), 0.6, grain.paint(0.5));
            }
        }
    }

    /** Panes brightest in the middle, where the lamp is, in a dark frame with snow on the sill. */
    private void window(Face face) {
        int cells = 14;
        fill(face.part(-0.10, -0.08, 1.10, 1.08), BARK);
        for (int i = 0; i < cells * cells; i++) {
            double u = (double) (i % cells) / cells;
            double v = (double) (i / cells) / cells;
            double bright = bell((u - 0.45) / 0.55, (v - 0.4) / 0.6) + 0.15 * noise(u * 9, v * 9 + face.topLeft.x);
            Colour pane = LAMP.times(0.9).mix(new Colour(1, 0.97, 0.68), bright);
            fill(face.part(u, v, u + 1.1 / cells, v + 1.1 / cells), pane);
        }
        line(face.at(0.5, 0), face.at(0.5, 1), 1.6, BARK.paint(1));
        line(face.at(0, 0.52), face.at(1, 0.52), 1.4, BARK.paint(1));
        line(face.at(-0.14, -0.1), face.at(1.14, -0.1), 3.6, SNOW_SKY.mix(LAMP, 0.45).paint(1));
    }

    private void door(Face face) {
        fill(face.part(-0.1, 0, 1.1, 1.06), BARK);
        for (double plank = 0; plank < 1; plank += 0.2) {
            fill(face.part(plank + 0.02, 0, plank + 0.18, 1), LOG.times(0.6 + 0.35 * random.nextDouble()));
        }
        window(face.part(0.3, 0.60, 0.7, 0.86));
        dot(face.at(0.5, 1.2), 3.4, new Colour(1, 0.93, 0.6).paint(1));
        dot(face.at(0.86, 0.45), 1.2, EMBER.paint(0.9));
    }

    /** A thick quilt of snow with rolled edges; icicles hang from the eaves. */
    private void roof(Point corner, Point apex, Point ridgeEnd) {
        var slope = new Face(corner.plus(9, -99), corner.plus(152, -102), apex.plus(-4, -6), ridgeEnd.plus(8, -6));
        Point eave = corner.plus(-170, -92);
        Point front = apex.plus(-8, -2);
        line(eave.plus(6, 6), front.plus(0, 9), 7, BARK.paint(1));
        line(front.plus(0, 9), corner.plus(4, -95), 7, BARK.paint(1));
        int cells = 60;
        for (int i = 0; i < cells * cells; i++) {
            double u = (double) (i % cells) / cells;
            double v = (double) (i / cells) / cells;
            double lie = v + 0.3 * fbm(u * 5 + 60, v * 4, 5) + 0.07 * random.nextGaussian();
            Colour snow = SNOW_SHADE.mix(SNOW_SKY, 0.5 + 0.45 * lie).mix(SNOW_SUN, smooth(0.6, 1.1, lie) * 0.5);
            fill(slope.part(u, v, u + 1.2 / cells, v + 1.2 / cells), snow);
        }
        for (int i = 0; i < 34; i++) {
            Point root = slope.at(random.nextDouble(), 0).plus(0, 3);
            line(root, root.plus(0, 4 + 13 * random.nextDouble()), 1.1, SNOW_SKY.mix(EMBER, 0.35).paint(0.7));
        }
        quilt(slope.bottomLeft, slope.bottomRight, 5.5, 0.35, SNOW_SKY);
        quilt(eave, front, 6.5, 0.75, SNOW_SKY);
        quilt(front, slope.bottomLeft, 6.5, 0.35, SNOW_SKY);
        quilt(front.plus(2, -1), slope.topRight, 6.5, 0.9, SNOW_SKY);
    }

    /** A roll of snow along an edge, its upper side catching the light. */
    private void quilt(Point a, Point b, double radius, double light, Colour tint) {
        int dots = (int) Math.max(8, Math.hypot(b.x - a.x, b.y - a.y) / 2);
        for (int layer = 0; layer < 5; layer++) {
            Colour tone = SNOW_SHADE.mix(tint, 0.3 + light * layer / 5.0).mix(SNOW_SUN, light * 0.14 * layer);
            for (int i = 0; i <= dots; i++) {
                Point at = a.towards(b, (double) i / dots);
                double lift = radius * (0.17 * layer + 0.25 * noise(i / 7.0, layer * 0.2 + a.x));
                dot(at.plus(0, -lift), radius * (1 - 0.17 * layer), tone.paint(0.5));
            }
        }
    }

    /** Smoke widens and thins as it rises, and leans with what little wind there is. */
    private void smoke(Point mouth) {
        shade(mouth.y - 190, mouth.y + 24, (x, y, under) -> {
            double rise = clamp((mouth.y + 24 - y) / 214);
            double centre = mouth.x + 75 * rise * rise + 16 * Math.sin(rise * 7) * rise;
            double wide = 5 + 44 * rise;
            double curl = fbm(x / 26 + 9 + rise * 2, y / 30, 5);
            double dense = bell((x - centre) / wide + curl * 0.9, 0) * (0.6 + 1.0 * curl) * Math.pow(1 - rise, 1.1);
            Colour tone = new Colour(0.62, 0.60, 0.72).mix(EMBER, 0.45 * smooth(20, -20, x - centre + 40 * curl));
            return under.mix(tone, clamp(dense * 1.7));
        });
    }

    private void glow(Point centre, double radius, double strength) {
        Color[] fade = {LAMP.paint(strength), LAMP.paint(strength * 0.35), LAMP.paint(0)};
        float[] stops = {0, 0.4f, 1};
        g.setPaint(new RadialGradientPaint((float) centre.x, (float) centre.y, (float) radius, stops, fade));
        g.fill(new Ellipse2D.Double(centre.x - radius, centre.y - radius, radius * 2, radius * 2));
    }

    /** Leaning posts and two split rails, all with a cap of snow. */
    private void fence(Spot from, Spot to, int posts) {
        Point lastFoot = null;
        double lastTall = 0;
        for (int i = 0; i < posts; i++) {
            double t = (double) i / (posts - 1);
            var spot = new Spot(lerp(from.x, to.x, t), lerp(from.z, to.z, t));
            Point foot = project(spot);
            double tall = (0.42 + 0.05 * random.nextGaussian()) * FOCAL / spot.z;
            for (double level = 0.45; lastFoot != null && level < 1; level += 0.35) {
                Point a = lastFoot.plus(-2, -lastTall * (level + 0.05 * random.nextGaussian()));
                Point b = foot.plus(2, -tall * (level + 0.05 * random.nextGaussian()));
                line(a, b, tall * 0.085, BARK.mix(LOG, 0.35).paint(1));
                Color snow = SNOW_SKY.mix(SNOW_SUN, 0.25).paint(0.95);
                line(a.plus(0, -tall * 0.055), b.plus(0, -tall * 0.055), tall * 0.055, snow);
            }
            Point head = foot.plus(random.nextGaussian() * tall * 0.04, -tall);
            line(foot, head, tall * 0.13, BARK.mix(LOG, 0.25).paint(1));
            line(foot.plus(tall * -0.04, 0), head.plus(tall * -0.04, 0), tall * 0.03, EMBER.paint(0.25));
            quilt(head.plus(-tall * 0.05, 0), head.plus(tall * 0.05, 0), tall * 0.06, 0.9, SNOW_SKY);
            lastFoot = foot;
            lastTall = tall;
        }
    }

    /** Scales down by averaging, darkens the corners and adds the grain of the film. */
    private BufferedImage develop() {
        int w = canvas.getWidth() / OVERSAMPLING;
        int h = canvas.getHeight() / OVERSAMPLING;
        var photo = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < w * h; i++) {
            int x = i % w;
            int y = i / w;
            var sum = new Colour(0, 0, 0);
            for (int sample = 0; sample < OVERSAMPLING * OVERSAMPLING; sample++) {
                int column = x * OVERSAMPLING + sample % OVERSAMPLING;
                sum = sum.plus(colourAt(column, y * OVERSAMPLING + sample / OVERSAMPLING), 1);
            }
            double vignette = 1 - 0.45 * (Math.pow((double) x / w - 0.5, 2) + Math.pow((double) y / h - 0.5, 2));
            double grain = 0.012 * random.nextGaussian() + 0.017 * noise(x / 1.7, y / 1.7);
            var tint = new Colour(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            Colour value = sum.times(vignette / OVERSAMPLING / OVERSAMPLING);
            photo.setRGB(x, y, value.plus(new Colour(1, 1, 1), grain).plus(tint, 0.006).paint(1).getRGB());
        }
        return photo;
    }

    private static void save(BufferedImage image, File file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0.92f);
        file.delete();
        try (var out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    private Colour colourAt(int column, int row) {
        int rgb = canvas.getRGB(column, row);
        return new Colour((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
    }

    /** Runs a shader over the rows from {@code top} to {@code bottom}; pixels do not depend on one another. */
    private void shade(double top, double bottom, Shader shader) {
        int first = (int) Math.max(0, top * scale);
        int last = (int) Math.min(canvas.getHeight(), bottom * scale);
        IntStream.range(first, last).parallel().forEach(row -> {
            for (int column = 0; column < canvas.getWidth(); column++) {
                Colour colour = shader.at(column / scale, row / scale, colourAt(column, row));
                canvas.setRGB(column, row, colour.paint(1).getRGB());
            }
        });
    }

    private void line(Point a, Point b, double thickness, Color colour) {
        stroke(new Line2D.Double(a.x, a.y, b.x, b.y), thickness, colour);
    }

    private void stroke(Shape shape, double thickness, Color colour) {
        g.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(colour);
        g.draw(shape);
    }

    private void dot(Point centre, double radius, Color colour) {
        g.setColor(colour);
        g.fill(new Ellipse2D.Double(centre.x - radius, centre.y - radius, radius * 2, radius * 2));
    }

    private void fill(Face face, Colour colour) {
        var outline = new Path2D.Double();
        outline.moveTo(face.bottomLeft.x, face.bottomLeft.y);
        for (var corner : List.of(face.bottomRight, face.topRight, face.topLeft)) {
            outline.lineTo(corner.x, corner.y);
        }
        g.setColor(colour.paint(1));
        g.fill(outline);
    }

    /** Gradient noise summed over octaves, about -1..1; each is shifted so that their lattices never line up. */
    private double fbm(double x, double y, int octaves) {
        double sum = 0;
        double amplitude = 0.9;
        for (int i = 0; i < octaves; i++) {
            sum += amplitude * noise(x, y);
            x = x * 2.03 + 17.7;
            y = y * 2.03 - 9.2;
            amplitude *= 0.5;
        }
        return sum;
    }

    private double noise(double x, double y) {
        long left = (long) Math.floor(x);
        long top = (long) Math.floor(y);
        double dx = x - left;
        double dy = y - top;
        double u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
        double v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
        double above = lerp(slope(left, top, dx, dy), slope(left + 1, top, dx - 1, dy), u);
        double below = lerp(slope(left, top + 1, dx, dy - 1), slope(left + 1, top + 1, dx - 1, dy - 1), u);
        return 1.5 * lerp(above, below, v);
    }

    /** The height that a lattice point's pseudo-random gradient gives at an offset from it. */
    private double slope(long column, long row, double dx, double dy) {
        long hash = (column * 0x9E3779B97F4A7C15L) ^ (row * 0xC2B2AE3D27D4EB4FL) ^ seed * 0x165667B19E3779F9L;
        hash = (hash ^ hash >>> 29) * 0xBF58476D1CE4E5B9L;
        hash ^= hash >>> 32;
        return ((hash & 0xffff) / 32767.5 - 1) * dx + ((hash >>> 16 & 0xffff) / 32767.5 - 1) * dy;
    }

    private static double lerp(double a, double b, double t) {
        return a + (b - a) * t;
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** 0 before {@code from}, 1 after {@code to}, an S between; the two may run downwards. */
    private static double smooth(double from, double to, double value) {
        double t = clamp((value - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    private static double bell(double x, double y) {
        return Math.exp(-x * x - y * y);
    }
}
