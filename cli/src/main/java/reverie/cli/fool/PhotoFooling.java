package reverie.cli.fool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import reverie.cli.option.OutputOptions;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.Resampling;
import reverie.cli.report.UsageException;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.GreyLevels;
import reverie.engine.fooling.Hunt;
import reverie.engine.fooling.PictureClassifier;
import reverie.engine.fooling.RandomChanges;
import reverie.engine.fooling.WantedAnswer;
import reverie.engine.image.Image;
import reverie.engine.image.ImageDifference;

/**
 * Fools a network with a photo that nobody can tell from what it was.
 *
 * @param photo the file
 * @param target what the network shall see
 */
public record PhotoFooling(Path photo, TargetClass target, FoolingOptions options, OutputOptions output)
        implements FoolingMode {

    private FoolingFiles files() {
        return new FoolingFiles(output.fileOrBeside(photo, ".fool.png"), output);
    }

    @Override
    public void check() throws IOException {
        options.check();
        files().check("lose the change");
    }

    @Override
    public int fool(FoolingLab lab) throws IOException {
        target.check(lab.labels());
        PictureClassifier classifier = lab.classifier();
        Image before = asSeen(PhotoReader.read(photo), classifier);
        Answer beforeAnswer = classifier.answer(before);
        OptionalInt label = target.find(lab.labels(), beforeAnswer.top());
        if (label.isPresent() && label.getAsInt() == beforeAnswer.top()) {
            throw new UsageException("the network sees '%s' in %s already; name another --target"
                    .formatted(lab.labels().shortName(label.getAsInt()), photo));
        }
        WantedAnswer wanted =
                label.isPresent() ? WantedAnswer.of(label.getAsInt()) : WantedAnswer.anyBut(beforeAnswer.top());
        var hunt = new Hunt(classifier, before, wanted, options.limits(lab.interrupted()));
        options.search().search(hunt);
        FoolingOutcome outcome = outcome(lab, before, beforeAnswer, label, wanted, hunt);
        var text = new FoolingText(outcome, lab.labels());
        if (outcome.fooled()) {
            text.summary().forEach(lab.out()::println);
            lab.out().println(files().picture());
        } else {
            lab.err().println("error: not fooled: " + text.failure());
        }
        files().writePage(new FoolingPage(outcome, text, options, lab, files().picture()).report());
        files().writeJson(new FoolingJson(outcome, lab, options).text());
        (outcome.fooled() ? lab.out() : lab.err()).println(files().page());
        return outcome.fooled() ? 0 : 1;
    }

    private FoolingOutcome outcome(
            FoolingLab lab, Image before, Answer beforeAnswer, OptionalInt label, WantedAnswer wanted, Hunt hunt)
            throws IOException {
        PictureClassifier classifier = lab.classifier();
        Image after = hunt.best().picture();
        Answer afterAnswer = hunt.best().answer();
        if (hunt.best().fooled()) {
            files().writePicture(after);
            // What counts is the file.
            afterAnswer = classifier.answer(asSeen(PhotoReader.read(files().picture()), classifier));
            if (!wanted.includes(afterAnswer.top())) {
                throw new IOException("%s, read again, does not fool the network".formatted(files().picture()));
            }
        }
        List<FoolingOutcome.Treated> treated = new ArrayList<>();
        for (Treatment treatment : Treatment.ALL) {
            treated.add(new FoolingOutcome.Treated(
                    treatment.name(),
                    classifier.answer(treatment.effect().apply(before)),
                    classifier.answer(treatment.effect().apply(after))));
        }
        RandomChanges controls = RandomChanges.of(
                classifier, before, after, wanted, options.controls(), target.seed(), lab.interrupted());
        return new FoolingOutcome(
                label,
                before,
                beforeAnswer,
                hunt,
                afterAnswer,
                ImageDifference.between(before, after),
                treated,
                controls);
    }

    private static Image asSeen(Image photo, PictureClassifier classifier) {
        return GreyLevels.round(Resampling.centreCrop(photo, classifier.height(), classifier.width()));
    }
}
