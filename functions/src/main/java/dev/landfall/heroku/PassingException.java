package dev.landfall.heroku;

/** No answer, or one that may be another next time. Never leaves the package. */
final class PassingException extends RuntimeException {
    PassingException(String what) {
        super(what, null, false, false);
    }
}
