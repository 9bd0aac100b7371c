package dev.landfall.traffic;

/** The name servers answer, but not in the proportion of the weights. */
public final class SplitNotServedException extends RuntimeException {
    public SplitNotServedException(String message) {
        super(message);
    }
}
