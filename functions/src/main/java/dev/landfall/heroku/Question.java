package dev.landfall.heroku;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param range which part of a list; empty for a single thing
 * @param etag of the answer that is remembered
 */
record Question(String path, Optional<String> range, Optional<String> etag) {
    Question(String path, @Nullable String range) {
        this(path, Optional.ofNullable(range), Optional.empty());
    }

    Question unless(Optional<String> known) {
        return new Question(path, range, known);
    }
}
