package dev.landfall.journal;

import dev.landfall.plan.Echo;
import java.util.List;

/** Append-only, ordered by time of arrival. Entries are never changed or removed. */
public interface Journal {

    /**
     * Appends in one transaction with a check of the lock, so that what a stale holder decides is not even written
     * down.
     *
     * @throws FencedException if the epoch has moved on; nothing was written
     */
    void append(Fence fence, Entry.Event event);

    /** Appends what is true whoever holds the lock: approvals, alarms, refusals. */
    void note(String migration, Entry.Event event);

    /** All entries of the migration, oldest first, strongly consistent. Empty for an unknown migration. */
    List<Entry> read(String migration);

    /** @throws UnknownMigrationException if nothing was ever written of it */
    default Migration migration(String name) {
        return Migration.from(name, read(name))
                .orElseThrow(() -> new UnknownMigrationException("no migration is named " + Echo.plain(name)));
    }
}
