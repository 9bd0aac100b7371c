package dev.landfall.traffic;

/** Route 53 has not yet brought the change to all of its name servers. */
public final class ChangeNotInsyncException extends RuntimeException {
    public ChangeNotInsyncException(String message) {
        super(message);
    }
}
