package dev.landfall.rehearsal.world;

/** What may befall one call across a port. */
public enum PortFault {
    /** Refused again and again until the client's own retries are used up. Nothing happened on the other side. */
    THROTTLED,
    /** No answer in time, and nothing happened on the other side. */
    TIMED_OUT_BEFORE,
    /** No answer in time, although the other side did what was asked. */
    TIMED_OUT_AFTER,
    /** The function's process dies before the call. */
    KILLED_BEFORE,
    /** The function's process dies after the other side did what was asked. */
    KILLED_AFTER,
    /** Refused for good, with an error that is not worth a retry. Nothing happened on the other side. */
    REFUSED,
    /** A read that answers what the same question got the last time; a first question is answered truly. */
    STALE,
    /** Answered as late as the client just waits. With several such calls a function's own time may be over. */
    SLOW,
    /** No answer in time; the other side does what was asked when the client has long given up. */
    TAKES_EFFECT_LATE
}
