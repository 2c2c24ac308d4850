package reverie.motifs;

import java.util.random.RandomGenerator;

/** What can be drawn, one class of pictures each. */
public enum Motif {
    EYE("eye", Layout.TILTED, Heads::eye),
    FACE("face", Layout.UPRIGHT, Heads::face),
    CAT("cat", Layout.UPRIGHT, Heads::cat),
    DOG("dog", Layout.UPRIGHT, Heads::dog),
    OWL("owl", Layout.UPRIGHT, Heads::owl),
    BIRD("bird", Layout.UPRIGHT, Winged::bird),
    BUTTERFLY("butterfly", Layout.TURNED, Winged::butterfly),
    LADYBIRD("ladybird", Layout.TURNED, Winged::ladybird),
    FEATHER("feather", Layout.TURNED, Winged::feather),
    PEACOCK_FEATHER("peacock feather", Layout.TURNED, Winged::peacockFeather),
    FISH("fish", Layout.TILTED, Swimmers::fish),
    OCTOPUS("octopus", Layout.UPRIGHT, Swimmers::octopus),
    JELLYFISH("jellyfish", Layout.UPRIGHT, Swimmers::jellyfish),
    TURTLE("turtle", Layout.TURNED, Swimmers::turtle),
    SHELL("shell", Layout.TURNED, Swimmers::shell),
    SNAKE("snake", Layout.TURNED, Strands::snake),
    FLOWER("flower", Layout.TURNED, Plants::flower),
    SUNFLOWER("sunflower", Layout.TURNED, Plants::sunflower),
    LEAF("leaf", Layout.TURNED, Plants::leaf),
    FERN("fern", Layout.TURNED, Plants::fern),
    MUSHROOM("mushroom", Layout.UPRIGHT, Plants::mushroom),
    CACTUS("cactus", Layout.UPRIGHT, Plants::cactus),
    GRAPES("grapes", Layout.UPRIGHT, Plants::grapes),
    TREE("tree", Layout.UPRIGHT, Trees::tree),
    FIR("fir", Layout.UPRIGHT, Trees::fir),
    MOUNTAIN("mountain", Layout.UPRIGHT, Trees::mountain),
    DOME("dome", Layout.UPRIGHT, Buildings::dome),
    TOWER("tower", Layout.UPRIGHT, Buildings::tower),
    PAGODA("pagoda", Layout.UPRIGHT, Buildings::pagoda),
    WINDMILL("windmill", Layout.UPRIGHT, Buildings::windmill),
    BRIDGE("bridge", Layout.UPRIGHT, Buildings::bridge),
    STAIRS("stairs", Layout.UPRIGHT, Buildings::stairs),
    WINDOWS("windows", Layout.WALL, Walls::windows),
    ARCHES("arches", Layout.WALL, Walls::arches),
    BRICK("brick", Layout.WALL, Tilings::brick),
    CHECKERBOARD("checkerboard", Layout.TEXTURE, Tilings::checkerboard),
    SCALES("scales", Layout.TEXTURE, Tilings::scales),
    HONEYCOMB("honeycomb", Layout.TEXTURE, Tilings::honeycomb),
    BASKET("woven basket", Layout.TEXTURE, Tilings::basket),
    MARBLE("marble", Layout.TEXTURE, Textures::marble),
    WOOD_GRAIN("wood grain", Layout.TEXTURE, Textures::woodGrain),
    ZEBRA_STRIPES("zebra stripes", Layout.TEXTURE, Textures::zebra),
    LEOPARD_SPOTS("leopard spots", Layout.TEXTURE, Textures::leopard),
    CLOUDS("clouds", Layout.SKY, Textures::clouds),
    WAVES("waves", Layout.SKY, Waves::paint),
    SPIRAL("spiral", Layout.TURNED, Strands::spiral),
    SPIDER_WEB("spider web", Layout.TURNED, Strands::web),
    ROPE("rope", Layout.TEXTURE, Strands::rope),
    CHAIN("chain", Layout.TEXTURE, Strands::chain),
    KNOT("knot", Layout.TURNED, Strands::knot),
    WHEEL("wheel", Layout.TURNED, Tools::wheel),
    GEAR("gear", Layout.TURNED, Tools::gear),
    CLOCK("clock", Layout.TILTED, Tools::clock),
    UMBRELLA("umbrella", Layout.TILTED, Tools::umbrella),
    BALLOON("balloon", Layout.UPRIGHT, Tools::balloon),
    CANDLE("candle", Layout.UPRIGHT, Tools::candle),
    LETTERS("letters", Layout.PRINTED, Signs::letters),
    STAR("star", Layout.TURNED, Signs::star),
    SNOWFLAKE("snowflake", Layout.TURNED, Signs::snowflake);

    private final String label;
    private final Layout layout;

    @SuppressWarnings("ImmutableEnumChecker") // all are static methods without state
    private final Painter painter;

    Motif(String label, Layout layout, Painter painter) {
        this.label = label;
        this.layout = layout;
        this.painter = painter;
    }

    /** What people call it, in lower case. */
    public String label() {
        return label;
    }

    void paint(Layer layer, RandomGenerator random) {
        layout.paint(painter, layer, random);
    }
}
