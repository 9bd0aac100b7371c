package dev.landfall.cli;

import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The migration that an operator means: by its own name, or by the hostname, whose last migration it then is. Exactly
 * one is set.
 */
record Subject(@Nullable String migration, @Nullable String hostname) {

    /** A hostname has a dot; the name of a migration has none, since {@code start} gives and takes no such name. */
    static Subject of(String text) {
        if (text.isBlank()) {
            throw new BadInputException("NAME: \"\" is empty; a hostname or a migration is wanted");
        }
        String name = text.strip();
        return name.contains(".")
                ? new Subject(null, name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
                : new Subject(name, null);
    }

    /** The migration's name. */
    String resolve(Locks locks) {
        if (migration != null) {
            return migration;
        }
        return lock(locks)
                .map(Lock::migration)
                .orElseThrow(() -> new BadInputException("NAME: no migration of \"" + hostname + "\" is known"));
    }

    private Optional<Lock> lock(Locks locks) {
        return hostname == null ? Optional.empty() : locks.find(hostname);
    }

    @Override
    public String toString() {
        return migration != null ? migration : String.valueOf(hostname);
    }
}
