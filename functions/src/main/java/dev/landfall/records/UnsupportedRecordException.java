package dev.landfall.records;

/** A record set of the hostname uses something Landfall could not restore, such as latency routing. */
public final class UnsupportedRecordException extends RuntimeException {
    public UnsupportedRecordException(String message) {
        super(message);
    }
}
