package dev.landfall.records;

import java.util.List;
import java.util.Optional;

/** Asks DNS about names that are not ours, once each. */
public interface NameQuestions {

    /** @param value an address, or a name without its trailing dot */
    record Answer(String name, String type, int ttlSeconds, String value) {}

    /**
     * What the system's resolver answers; its TTLs are what is left of them in its cache. Empty if there is no such name
     * or record.
     *
     * @throws dev.landfall.lambda.UnavailableException if there was no answer in time
     */
    List<Answer> ask(String name, String type);

    /**
     * What a zone's own name servers answer, past every cache; empty if none of them did, as in a network that lets only
     * its own resolver out.
     *
     * @param nameServers their names
     */
    Optional<List<Answer>> askAuthorities(List<String> nameServers, String name, String type);
}
