package reverie.kernels;

/** A row of floats that lives where its backend computes. Only the backend that allocated it can look inside. */
public interface Buffer {

    /** How many floats it holds. */
    int length();
}
