package dev.landfall.records;

import dev.landfall.lambda.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Answers what it was told; of all else there is no record. */
public final class FakeNameQuestions implements NameQuestions {
    private static final int LEFT_IN_A_CACHE = 7;

    private final List<Answer> records = new ArrayList<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private boolean silent;
    private boolean closedIn;

    /** A zone as one of Route 53's. */
    public FakeNameQuestions zone(String name, String... nameServers) {
        records.add(new Answer(name, "SOA", 900, "ns. hostmaster. 1 7200 900 1209600 86400"));
        for (String server : nameServers) {
            records.add(new Answer(name, "NS", 172_800, server));
        }
        return this;
    }

    public FakeNameQuestions record(String name, String type, int ttl, String value) {
        records.add(new Answer(name, type, ttl, value));
        return this;
    }

    /** Nobody answers from now on. */
    public FakeNameQuestions silent() {
        silent = true;
        return this;
    }

    /** Only the resolver of the network can be reached. */
    public FakeNameQuestions closedIn() {
        closedIn = true;
        return this;
    }

    /** As {@code type name}, each once. */
    public Set<String> asked() {
        return asked;
    }

    @Override
    public List<Answer> ask(String name, String type) {
        return answers(name, type).stream()
                .map(answer -> new Answer(answer.name(), answer.type(), LEFT_IN_A_CACHE, answer.value()))
                .toList();
    }

    @Override
    public Optional<List<Answer>> askAuthorities(List<String> nameServers, String name, String type) {
        return closedIn || nameServers.isEmpty() ? Optional.empty() : Optional.of(answers(name, type));
    }

    private List<Answer> answers(String name, String type) {
        asked.add(type + " " + name);
        if (silent) {
            throw new UnavailableException("DNS", "time-out");
        }
        List<Answer> own = records.stream()
                .filter(answer -> answer.name().equals(name))
                .filter(answer -> answer.type().equals(type) || answer.type().equals("CNAME"))
                .toList();
        // A resolver follows a CNAME and answers with what it leads to.
        return own.stream()
                .flatMap(answer -> answer.type().equals("CNAME") && !type.equals("CNAME")
                        ? Stream.concat(Stream.of(answer), answers(answer.value(), type).stream())
                        : Stream.of(answer))
                .toList();
    }
}
