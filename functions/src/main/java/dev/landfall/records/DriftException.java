package dev.landfall.records;

/** The records are not what Landfall last read or wrote: somebody else changed them. Never overwritten. */
public final class DriftException extends RuntimeException {
    public DriftException(String message) {
        super(message);
    }
}
