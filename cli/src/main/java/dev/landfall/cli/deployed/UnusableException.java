package dev.landfall.cli.deployed;

/** The stack cannot be used as asked: it, or what was named, is not there. The caller's mistake; nothing was written. */
public final class UnusableException extends RuntimeException {
    public UnusableException(String message) {
        super(message);
    }
}
