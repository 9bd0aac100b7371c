package dev.landfall.cli.deployed;

/** AWS answered with an error that a repeat would not change, such as a missing permission. */
public final class RefusedByAwsException extends RuntimeException {
    RefusedByAwsException(String message) {
        super(message);
    }
}
