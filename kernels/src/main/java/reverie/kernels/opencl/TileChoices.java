package reverie.kernels.opencl;

import java.util.Optional;

/** Decides by which tile a product is shared out. */
interface TileChoices {

    /** Runs a product, shared out by some tile, as often as is needed to say how long it takes. */
    @FunctionalInterface
    interface Trial {

        /** How many milliseconds it takes. Overwrites what is in the maps. */
        double milliseconds(ConvolutionTile tile);
    }

    /**
     * The tile to take.
     *
     * @param trial for those who want to know rather than to guess
     */
    ConvolutionTile choose(ProductShape product, Trial trial);

    /** Why a choice that somebody made before is not taken. */
    default Optional<String> warning() {
        return Optional.empty();
    }
}
