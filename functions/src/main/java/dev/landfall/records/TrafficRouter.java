package dev.landfall.records;

import java.util.List;

/**
 * The thing that splits traffic by record sets. Implementers answer from the authority itself, never from a cache, and
 * throw {@link dev.landfall.lambda.UnavailableException} when it does not answer.
 */
public interface TrafficRouter {

    /** @throws UnknownZoneException if the zone does not exist or may not be read */
    HostedZone zone(String hostedZoneId);

    /**
     * Every record set of exactly this name, of all types, ordered by type and set identifier.
     *
     * @throws UnsupportedRecordException if one uses a routing policy other than simple or weighted
     */
    List<RecordSet> read(String hostedZoneId, String name);

    /**
     * Replaces {@code expected} by {@code wanted} in one atomic change, only if every expected record set still stands
     * exactly so. Touches no other record set; one that stands in both lists is neither compared nor touched.
     *
     * @return the change's identifier, for {@link #isInSync}
     * @throws DriftException if the records are no longer what was expected; nothing was written
     * @throws IllegalArgumentException if the lists are the same
     */
    String replace(String hostedZoneId, List<RecordSet> expected, List<RecordSet> wanted);

    /** Whether the change has reached all of the authority's name servers. */
    boolean isInSync(String changeId);
}
