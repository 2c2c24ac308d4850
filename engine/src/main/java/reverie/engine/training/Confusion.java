package reverie.engine.training;

import java.util.stream.IntStream;

/** What a classifier said of pictures whose class is known. */
public final class Confusion {

    private final int[][] counts;

    public Confusion(int classes) {
        this.counts = new int[classes][classes];
    }

    /** Counts a picture of one class that was taken for one of another, or for what it is. */
    void add(int label, int answer) {
        counts[label][answer]++;
    }

    void add(Confusion other) {
        for (int label = 0; label < counts.length; label++) {
            for (int answer = 0; answer < counts.length; answer++) {
                counts[label][answer] += other.counts[label][answer];
            }
        }
    }

    public int classes() {
        return counts.length;
    }

    /** How many pictures of a class were taken for one of another, or for what they are. */
    public int count(int label, int answer) {
        return counts[label][answer];
    }

    /** How many pictures there were. */
    public int total() {
        return IntStream.range(0, counts.length).map(this::of).sum();
    }

    /** How many there were of a class. */
    public int of(int label) {
        return IntStream.of(counts[label]).sum();
    }

    /** Which part was told right, 0 to 1; NaN if there was none. */
    public double accuracy() {
        return (double) IntStream.range(0, counts.length)
                        .map(label -> counts[label][label])
                        .sum()
                / total();
    }

    /** Which part of the pictures of a class was told right, 0 to 1; NaN if there was none. */
    public double recall(int label) {
        return (double) counts[label][label] / of(label);
    }

    /** Which part of what was taken for a class is of it, 0 to 1; NaN if nothing was. */
    public double precision(int answer) {
        return (double) counts[answer][answer]
                / IntStream.range(0, counts.length)
                        .map(label -> counts[label][answer])
                        .sum();
    }
}
