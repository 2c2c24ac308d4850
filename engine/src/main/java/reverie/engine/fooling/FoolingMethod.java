package reverie.engine.fooling;

/** A way to look for a small change that fools a network. */
public interface FoolingMethod {

    /** Looks until the hunt is over, or the method knows no further; what it finds, the hunt keeps. */
    void search(Hunt hunt);
}
