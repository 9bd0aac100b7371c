package dev.landfall.assess;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which plans were made in this account. A machine that is given a digest asks here whether it is known. */
public interface PlanRegistry {

    /**
     * A plan that was made.
     *
     * @param artifact the document's key
     * @param blockers identifiers of those that no waiver covers
     */
    record Entry(String digest, String app, String artifact, List<String> blockers, Instant registered) {

        public Entry {
            blockers = List.copyOf(blockers);
        }
    }

    /** Of the same digest the first one stays, since it says the same. */
    void register(Entry entry);

    Optional<Entry> find(String digest);
}
