package dev.landfall.cli;

import dev.landfall.cli.deployed.Memory;
import dev.landfall.cli.deployed.RefusedByAwsException;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.lambda.UnavailableException;
import java.util.List;
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
    String resolve(Memory memory) {
        if (migration != null) {
            return migration;
        }
        return lock(memory).map(Lock::migration).orElseThrow(this::unknown);
    }

    private Optional<Lock> lock(Memory memory) {
        return hostname == null ? Optional.empty() : memory.lock(hostname);
    }

    /** The migration's journal, which has at least one entry. */
    List<Entry> journal(Memory memory) {
        List<Entry> entries = memory.journal(resolve(memory));
        if (entries.isEmpty()) {
            throw unknown();
        }
        return entries;
    }

    /**
     * Refuses a name that was mistyped, which must not look like an answer. A memory that cannot be read refuses nobody:
     * what is asked for may be the way back.
     */
    void requireKnown(Memory memory) {
        try {
            journal(memory);
        } catch (UnavailableException | RefusedByAwsException e) {
            // The machine or the function, which reads for itself, has the last word.
        }
    }

    BadInputException unknown() {
        return new BadInputException("NAME: no migration " + (migration == null ? "of " : "") + "\"" + this
                + "\" is known; a hostname or the name of a migration is wanted");
    }

    @Override
    public String toString() {
        return migration != null ? migration : String.valueOf(hostname);
    }
}
