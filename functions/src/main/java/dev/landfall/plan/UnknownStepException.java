package dev.landfall.plan;

/** The spec has no step of this index. */
public final class UnknownStepException extends RuntimeException {
    UnknownStepException(int index, int steps) {
        super("step " + index + " must be one of the spec's " + steps + ", counted from 0");
    }
}
