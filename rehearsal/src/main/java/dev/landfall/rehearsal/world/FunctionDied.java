package dev.landfall.rehearsal.world;

/** Ends a function's process where it stands. An {@link Error}, so that no handler survives it. */
@SuppressWarnings("serial")
final class FunctionDied extends Error {

    FunctionDied(String how) {
        super(how, null, false, false);
    }
}
