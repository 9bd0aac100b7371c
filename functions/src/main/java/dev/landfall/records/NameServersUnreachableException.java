package dev.landfall.records;

/** The authoritative name servers did not answer enough questions to judge what they serve. */
public final class NameServersUnreachableException extends RuntimeException {
    public NameServersUnreachableException(String message) {
        super(message);
    }
}
