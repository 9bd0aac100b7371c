package dev.landfall.heroku;

import java.time.Duration;

/** Told how a reading gets on, by several threads at once. */
public interface ReadingListener {
    ReadingListener NONE = new ReadingListener() {};

    default void begins(String part) {}

    /** Also when it could not be read. */
    default void ends(String part) {}

    /** @param why in a few words, such as {@code rate limit} */
    default void waits(Duration wait, String why) {}

    /** @param requests that the account has left */
    default void left(int requests) {}
}
