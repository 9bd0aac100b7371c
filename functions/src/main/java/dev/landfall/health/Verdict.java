package dev.landfall.health;

/** "Unhealthy", "cannot tell" and "not the migration's fault" are different words. Only PASS goes forward. */
public enum Verdict {
    PASS,
    /** AWS is worse than Heroku. */
    FAIL,
    /** Something that must be known is missing, stale, disabled or unreadable. */
    NO_DATA,
    /** Both sides are bad: an outage, not a bad migration. */
    HOLD
}
