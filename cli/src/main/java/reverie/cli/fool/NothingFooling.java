package reverie.cli.fool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import reverie.cli.option.OutputOptions;
import reverie.cli.picture.PhotoReader;
import reverie.cli.report.UsageException;
import reverie.engine.evolution.Elite;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.Hunt;
import reverie.engine.fooling.PictureClassifier;
import reverie.engine.fooling.nothing.Attempt;
import reverie.engine.fooling.nothing.EvolvedPicture;
import reverie.engine.fooling.nothing.cppn.Cppn;
import reverie.engine.image.Image;

/**
 * Fools a network with a picture that shows nothing to people. The best picture is kept even if the network was not fooled,
 * or if the user did not want to wait.
 *
 * @param target what the network shall see
 * @param start what to begin with
 * @param limits when to stop
 */
public record NothingFooling(TargetClass target, NothingOptions start, FoolingOptions limits, OutputOptions output)
        implements FoolingMode {

    private static final double CONFIDENCE = 0.99;

    private FoolingFiles files() {
        String what = "%s-%s"
                .formatted(
                        start.start().name().toLowerCase(Locale.ROOT),
                        target.text().orElse("").replaceAll("[^\\p{L}\\p{N}]+", "-"));
        return new FoolingFiles(output.fileOrBeside(Path.of(what), ".fool.png"), output);
    }

    /** How often the network may be asked. */
    int budget() {
        return limits.limits(CONFIDENCE, start.budget(), () -> false).budget();
    }

    @Override
    public void check() throws IOException {
        start.check();
        limits.checkLimits();
        if (target.text().isEmpty()) {
            throw new UsageException("--from needs --target: what the network shall see in nothing");
        }
        files().check("not be the picture that was judged");
    }

    @Override
    public int fool(FoolingLab lab) throws IOException {
        target.check(lab.labels());
        PictureClassifier classifier = lab.classifier();
        Optional<Image> before = start.picture(classifier, target.seed());
        int seenBefore = before.map(image -> classifier.answer(image).top()).orElse(0);
        int label = target.find(lab.labels(), seenBefore).orElseThrow();
        Hunt.Limits within = limits.limits(CONFIDENCE, start.budget(), lab.interrupted());
        var attempt = new Attempt(classifier, label, within);
        NothingOutcome outcome = outcome(lab, attempt, within.confidence(), search(before, attempt));
        var text = new NothingText(outcome, lab.labels());
        files().writePage(new NothingPage(outcome, text, this, lab, files().picture()).report());
        files().writeJson(new NothingJson(outcome, lab, this).text());
        PrintWriter where = outcome.fooled() ? lab.out() : lab.err();
        text.summary().forEach(where::println);
        where.println(files().picture());
        where.println(files().page());
        if (!outcome.fooled()) {
            lab.err().println("error: not fooled: " + text.failure());
        }
        return outcome.fooled() ? 0 : 1;
    }

    private Optional<Elite<Cppn>> search(Optional<Image> before, Attempt attempt) {
        if (before.isPresent()) {
            start.goOnFrom(before.get(), target.seed()).search(attempt);
            return Optional.empty();
        }
        EvolvedPicture<Cppn> patterns = start.patterns(attempt.classifier(), target.seed());
        patterns.search(attempt);
        return patterns.winner();
    }

    private NothingOutcome outcome(FoolingLab lab, Attempt attempt, double confidence, Optional<Elite<Cppn>> genome)
            throws IOException {
        Image image = attempt.best().picture();
        files().writePicture(image);
        // What counts is the file.
        Answer answer = lab.classifier().answer(PhotoReader.read(files().picture()));
        List<NothingOutcome.Treated> treated = new ArrayList<>();
        for (Treatment treatment : Treatment.ALL) {
            treated.add(new NothingOutcome.Treated(
                    treatment.name(), lab.classifier().answer(treatment.effect().apply(image))));
        }
        return new NothingOutcome(attempt, confidence, answer, treated, genome);
    }
}
