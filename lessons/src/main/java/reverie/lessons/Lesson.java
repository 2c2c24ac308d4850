package reverie.lessons;

import java.io.PrintStream;

/** The program of a lesson. */
public interface Lesson {

    /** Prints the numbers that the lesson works out, the same ones every time. */
    void show(PrintStream out);
}
