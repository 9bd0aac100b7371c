package dev.landfall.cli.deployed;

import dev.landfall.journal.Journal;
import dev.landfall.journal.Locks;
import org.jspecify.annotations.Nullable;

/**
 * A deployed stack. Its table is only read; everything that changes goes through a machine or a function, whose own
 * rules then hold for the command too.
 *
 * @param disconnect lets go of the connections
 */
public record Deployment(
        Machines machines, Gates gates, Caller caller, Locks locks, Journal journal, Runnable disconnect)
        implements AutoCloseable {

    /**
     * @param region null for the SDK's own search (environment, profile)
     * @param profile null for the default one
     */
    public record Address(
            String stack, @Nullable String region, @Nullable String profile) {}

    @Override
    public void close() {
        disconnect.run();
    }
}
