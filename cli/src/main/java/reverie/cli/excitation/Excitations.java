package reverie.cli.excitation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import reverie.cli.dream.DreamStudio;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Pass;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.motifs.Motif;
import reverie.motifs.MotifPainter;

/**
 * Finds what a photo excites. Some layers and channels are loud on every picture; what is special to a photo shows beside
 * others. Those are the motifs that the program draws itself: many kinds of things, and always the same.
 */
public final class Excitations {

    private static final int OTHERS = 24;
    private static final int OTHERS_SIDE = 224;

    /** Neighbouring motifs are much alike. */
    private static final int STRIDE = 7;

    /** A channel that is nearly silent elsewhere is not thereby infinitely excited: it counts as loud as this share of all. */
    private static final double FLOOR = 0.05;

    private final Network network;
    private final Backend backend;
    private final Preprocessing preprocessing;
    private final List<String> layers;

    /** @param layers by full name; those that cannot run on a photo are passed over */
    public Excitations(DreamStudio studio, List<String> layers) {
        this.network = new Network(studio.model().definition(), studio.model().weights(), studio.backend());
        this.backend = studio.backend();
        this.preprocessing = studio.model().dreamPreprocessing();
        this.layers = layers;
    }

    /**
     * What a photo excites, first the layers in which it does so most unlike other pictures.
     *
     * @param channels how many channels to name in each
     */
    public List<Excitation> of(Image photo, int channels) {
        var shapes = new NetworkShapes(network.definition(), photo.height(), photo.width());
        var others = new NetworkShapes(network.definition(), OTHERS_SIDE, OTHERS_SIDE);
        List<String> usable = layers.stream()
                .filter(layer ->
                        shapes.find(layer).isPresent() && others.find(layer).isPresent())
                .toList();
        Map<String, double[]> here = energies(usable, List.of(photo));
        Map<String, double[]> elsewhere = energies(
                usable, IntStream.range(0, OTHERS).mapToObj(Excitations::other).toList());
        return usable.stream()
                .map(layer -> excitation(layer, here.get(layer), elsewhere.get(layer), channels))
                .sorted(Comparator.comparingDouble(excitation -> -excitation.bits()))
                .toList();
    }

    /** The mean square of every channel of every layer over some pictures of one size. */
    private Map<String, double[]> energies(List<String> usable, List<Image> pictures) {
        Image first = pictures.getFirst();
        Pass pass = network.prepare(first.height(), first.width(), usable);
        Map<String, double[]> energies = new LinkedHashMap<>();
        for (Image picture : pictures) {
            backend.write(preprocessing.toInput(picture), pass.input());
            pass.forwardTo(usable.toArray(String[]::new));
            for (String layer : usable) {
                FeatureMap map = pass.activation(layer);
                add(
                        backend.read(map),
                        energies.computeIfAbsent(layer, _ -> new double[map.channels()]),
                        1.0 / ((double) map.pixels() * pictures.size()));
            }
        }
        return energies;
    }

    /** A picture of some kind of thing; kinds take turns. */
    private static Image other(int number) {
        Motif[] motifs = Motif.values();
        int[] pixels = MotifPainter.draw(motifs[number * STRIDE % motifs.length], number, OTHERS_SIDE);
        float[] rgb = new float[3 * pixels.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = pixels[i / 3] >> (16 - 8 * (i % 3)) & 0xFF;
        }
        return new Image(OTHERS_SIDE, OTHERS_SIDE, rgb);
    }

    private static void add(float[] values, double[] energies, double weight) {
        for (int i = 0; i < values.length; i++) {
            energies[i % energies.length] += weight * values[i] * values[i];
        }
    }

    private static Excitation excitation(String layer, double[] here, double[] elsewhere, int count) {
        double all = Arrays.stream(here).sum();
        double allElsewhere = Arrays.stream(elsewhere).sum();
        double floor = FLOOR * allElsewhere / elsewhere.length;
        double allWithFloor = allElsewhere + floor * here.length;
        double bits = 0;
        List<Excitation.Channel> channels = new ArrayList<>();
        for (int c = 0; c < here.length; c++) {
            if (here[c] > 0) {
                double share = here[c] / all;
                bits += share * Math.log(share * allWithFloor / (elsewhere[c] + floor)) / Math.log(2);
            }
            // What is hardly there has nothing to dream of, however much more it is than elsewhere.
            if (here[c] * here.length > all) {
                channels.add(new Excitation.Channel(c, here[c] / all, here[c] / (elsewhere[c] + floor)));
            }
        }
        channels.sort(Comparator.comparingDouble(channel -> -channel.times()));
        return new Excitation(
                layer,
                allElsewhere == 0 ? 0 : all / allElsewhere,
                bits,
                channels.subList(0, Math.min(count, channels.size())));
    }
}
