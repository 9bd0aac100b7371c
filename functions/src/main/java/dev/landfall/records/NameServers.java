package dev.landfall.records;

import java.util.List;
import java.util.Map;

/** Asks authoritative name servers directly, past every cache. */
public interface NameServers {

    /**
     * Asks {@code questions} times, spread evenly over the servers, and counts the answers.
     *
     * @param servers host names or addresses, each optionally with {@code :port}
     * @return how often each answer came, keyed by the answer in normal form: the CNAME's name, or the sorted addresses
     *     joined with commas
     * @throws NameServersUnreachableException if any server leaves too many questions unanswered to be counted
     */
    Map<String, Integer> sample(List<String> servers, String name, String type, int questions);

    /** The addresses a client would get for {@code name} from the system's resolver, in normal form; empty if none. */
    List<String> resolve(String name);
}
