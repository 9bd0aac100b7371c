package dev.landfall.cli;

import dev.landfall.journal.Entry.Outcome;

/** What the shell learns. The numbers are part of the command's interface. */
final class ExitCode {
    static final int OK = 0;
    static final int OWN_FAILURE = 1;
    static final int BAD_INPUT = 2;
    static final int ROLLED_BACK = 3;
    static final int ROLLBACK_UNVERIFIED = 4;
    static final int REFUSED = 5;
    static final int PROMISE_BROKEN = 6;

    private ExitCode() {}

    static int of(Outcome outcome) {
        return switch (outcome) {
            case COMPLETED -> OK;
            case ROLLED_BACK -> ROLLED_BACK;
            case ROLLBACK_UNVERIFIED -> ROLLBACK_UNVERIFIED;
            case REFUSED -> REFUSED;
        };
    }
}
