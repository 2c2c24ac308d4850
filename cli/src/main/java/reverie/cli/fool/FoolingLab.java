package reverie.cli.fool;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import reverie.cli.dream.ClassLabels;
import reverie.engine.fooling.PictureClassifier;
import reverie.engine.network.Model;
import reverie.weights.ModelFile;

/**
 * What every way to fool a network works with.
 *
 * @param file the model's file
 * @param classifier the network that is to be fooled
 * @param labels its classes
 * @param command what was typed, for reports
 * @param interrupted whether the user wants to end
 * @param out for results
 * @param err for everything else
 */
public record FoolingLab(
        ModelFile file,
        PictureClassifier classifier,
        ClassLabels labels,
        String command,
        BooleanSupplier interrupted,
        PrintWriter out,
        PrintWriter err) {

    /** The model. */
    public Model model() {
        return file.model();
    }
}
