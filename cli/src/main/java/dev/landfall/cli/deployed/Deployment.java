package dev.landfall.cli.deployed;

import org.jspecify.annotations.Nullable;

/**
 * A deployed stack.
 *
 * @param disconnect lets go of the connections
 */
public record Deployment(Machines machines, Gates gates, Plans plans, Caller caller, Memory memory, Runnable disconnect)
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
