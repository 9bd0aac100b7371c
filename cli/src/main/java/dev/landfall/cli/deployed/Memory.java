package dev.landfall.cli.deployed;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import java.util.List;
import java.util.Optional;

/**
 * What a deployed stack remembers. Only reads: whatever changes goes through a machine or a function, whose own rules
 * then hold for the command too.
 */
public final class Memory {
    private static final String SERVICE = "DynamoDB";

    private final Locks locks;
    private final Journal journal;

    public Memory(Locks locks, Journal journal) {
        this.locks = locks;
        this.journal = journal;
    }

    /** The hostname's lock, which stays after its last migration has ended. */
    public Optional<Lock> lock(String hostname) {
        return AwsCall.to(SERVICE, () -> locks.find(hostname));
    }

    /** Every lock that is not free. */
    public List<Lock> held() {
        return AwsCall.to(SERVICE, locks::held);
    }

    /** All entries of the migration, oldest first. Empty for an unknown one. */
    public List<Entry> journal(String migration) {
        return AwsCall.to(SERVICE, () -> journal.read(migration));
    }
}
