package dev.landfall.rehearsal.world;

import dev.landfall.records.DnsName;
import dev.landfall.records.DriftException;
import dev.landfall.records.HostedZone;
import dev.landfall.records.NameServers;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import dev.landfall.records.UnknownZoneException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One hosted zone and its four name servers. A change is in the zone at once, reaches each name server at a moment of
 * its own, and is INSYNC after the last of them.
 */
public final class SimulatedRoute53 implements TrafficRouter, NameServers {

    private static final Duration SOONEST_IN_SYNC = Duration.ofSeconds(40);
    private static final Duration LATEST_IN_SYNC = Duration.ofSeconds(130);

    /** In which the API lists them. */
    private static final Comparator<RecordSet> ORDER = Comparator.comparing(RecordSet::name)
            .thenComparing(RecordSet::type)
            .thenComparing(RecordSet::setIdentifier, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** What Route 53 answers for an alias to a load balancer. */
    private static final long ALIAS_TTL = 60;

    /**
     * @param before the record sets of the changed name
     * @param after the same, as they are now
     * @param function that made it; empty for a change by hand
     * @param migration that the function worked for
     * @param epoch of the lock under which it was called
     * @param since when it was called
     * @param inSyncAt from when on every name server has it
     */
    public record Change(
            Instant at,
            String name,
            List<RecordSet> before,
            List<RecordSet> after,
            String function,
            String migration,
            long epoch,
            Instant since,
            Instant inSyncAt) {
        public Change {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        public boolean isByHand() {
            return function.isEmpty();
        }
    }

    private final InstantSource clock;
    private final Chance chance;
    private final HostedZone zone;
    private final List<NameServer> servers;
    private final Map<String, Instant> inSyncAt = new HashMap<>();
    private final List<Consumer<Change>> listeners = new ArrayList<>();
    private List<RecordSet> records;
    private @Nullable Candidates lastCandidates;
    private boolean serving = true;

    SimulatedRoute53(InstantSource clock, RandomGenerator random, HostedZone zone, List<RecordSet> records) {
        this.clock = clock;
        this.chance = new Chance(random);
        this.zone = zone;
        this.records =
                records.stream().map(SimulatedRoute53::asStored).sorted(ORDER).toList();
        this.servers = zone.nameServers().stream()
                .map(name -> new NameServer(this.records))
                .toList();
    }

    /** Told of every change, by Landfall or by hand, right after it was made. */
    public void onChange(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Every record set of the zone. */
    public List<RecordSet> all() {
        return records;
    }

    /** The record sets of the name, as the zone has them. */
    public List<RecordSet> current(String name) {
        return named(records, name);
    }

    /** Whether each name server answers as the zone says. */
    public boolean isServed(String name) {
        return servers.stream()
                .allMatch(server -> named(server.at(clock.instant()), name).equals(current(name)));
    }

    /** What the name servers may answer a resolver now; the old and the new while a change spreads. */
    public Set<RecordSet> served(String name, String type) {
        return servers.stream()
                .map(server -> new Candidates(server.at(clock.instant()), qualified(name), type))
                .flatMap(Candidates::possible)
                .collect(Collectors.toSet());
    }

    /** Somebody changes the record sets of the name in the console. */
    public void editByHand(String name, UnaryOperator<RecordSet> edit) {
        List<RecordSet> before = current(name);
        publish(
                name,
                before,
                before.stream().map(edit).map(SimulatedRoute53::asStored).toList());
    }

    /** From now on changes are accepted, and called INSYNC, but the name servers keep what they have. */
    public void stopServing() {
        serving = false;
    }

    /** The name servers have the zone as it is. */
    public void serveAgain() {
        serving = true;
        servers.forEach(server -> server.take(clock.instant(), records));
    }

    /**
     * One name server's answer to a resolver.
     *
     * @param qualified the name as the zone has it
     * @param type of the record that leads to an address
     */
    Answer answer(String qualified, String type, int server) {
        Candidates candidates = candidates(servers.get(server).at(clock.instant()), qualified, type);
        return candidates.answers.get(chance.pick(candidates.weights));
    }

    record Answer(RecordSet recordSet, long ttlSeconds) {}

    /** Users ask the same so often, and records change so seldom, that looking for them each time shows. */
    private Candidates candidates(List<RecordSet> version, String qualified, String type) {
        if (lastCandidates == null || !lastCandidates.are(version, qualified, type)) {
            lastCandidates = new Candidates(version, qualified, type);
        }
        return lastCandidates;
    }

    /** What a resolver may be answered of one version of the zone. */
    private static final class Candidates {
        private final List<RecordSet> version;
        private final String qualified;
        private final String type;
        private final List<Answer> answers;
        private final long[] weights;

        Candidates(List<RecordSet> version, String qualified, String type) {
            this.version = version;
            this.qualified = qualified;
            this.type = type;
            List<RecordSet> records = SimulatedRoute53.qualified(version, qualified);
            records.removeIf(candidate -> !candidate.type().equals(type));
            answers = records.stream()
                    .map(answer -> new Answer(answer, Objects.requireNonNullElse(answer.ttl(), ALIAS_TTL)))
                    .toList();
            weights = weights(records);
        }

        /** All of them if none has any weight. */
        Stream<RecordSet> possible() {
            boolean alike = LongStream.of(weights).sum() == 0;
            return IntStream.range(0, weights.length)
                    .filter(i -> alike || weights[i] > 0)
                    .mapToObj(i -> answers.get(i).recordSet());
        }

        /** Versions are told apart by identity: each change makes a list of its own, which nobody changes. */
        @SuppressWarnings("ReferenceEquality")
        boolean are(List<RecordSet> version, String qualified, String type) {
            return this.version == version && this.qualified.equals(qualified) && this.type.equals(type);
        }
    }

    int serverCount() {
        return servers.size();
    }

    @Override
    public HostedZone zone(String hostedZoneId) {
        if (!hostedZoneId.equals(zone.id())) {
            throw new UnknownZoneException("hosted zone " + hostedZoneId + " does not exist");
        }
        return zone;
    }

    @Override
    public List<RecordSet> read(String hostedZoneId, String name) {
        zone(hostedZoneId);
        return current(name);
    }

    @Override
    public String replace(String hostedZoneId, List<RecordSet> expected, List<RecordSet> wanted) {
        zone(hostedZoneId);
        String name = (wanted.isEmpty() ? expected : wanted).getFirst().name();
        List<RecordSet> before = current(name);
        List<RecordSet> deleted =
                expected.stream().map(SimulatedRoute53::asStored).toList();
        if (!before.containsAll(deleted)) {
            throw new DriftException("the records of " + name + " are not what was expected");
        }
        List<RecordSet> after = new ArrayList<>(before);
        after.removeAll(deleted);
        wanted.stream().map(SimulatedRoute53::asStored).forEach(after::add);
        refuseWhatRoute53Refuses(name, after);
        return publish(name, before, after);
    }

    @Override
    public boolean isInSync(String changeId) {
        Instant at = inSyncAt.get(changeId);
        if (at == null) {
            throw new IllegalArgumentException("no change " + changeId);
        }
        return !clock.instant().isBefore(at);
    }

    @Override
    public Map<String, Integer> sample(List<String> asked, String name, String type, int questions) {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < asked.size(); i++) {
            int share = questions / asked.size() + (i < questions % asked.size() ? 1 : 0);
            askMany(servers.get(i % servers.size()), name, type, share, answers);
        }
        return answers;
    }

    private void askMany(NameServer server, String name, String type, int questions, Map<String, Integer> answers) {
        List<RecordSet> candidates = named(server.at(clock.instant()), name).stream()
                .filter(candidate -> candidate.type().equals(type))
                .toList();
        if (candidates.isEmpty()) {
            return;
        }
        long[] counts = chance.split(questions, weights(candidates));
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                answers.merge(answerText(candidates.get(i)), (int) counts[i], Integer::sum);
            }
        }
    }

    private String answerText(RecordSet recordSet) {
        RecordSet.AliasTarget alias = recordSet.alias();
        Collection<String> values = alias == null ? recordSet.values() : resolve(alias.dnsName());
        return String.join(",", values.stream().map(DnsName::normal).sorted().toList());
    }

    /** Names outside the zone have an address each, always the same, of the range for documentation. */
    @Override
    public List<String> resolve(String name) {
        int hash = DnsName.normal(name).hashCode();
        return List.of("203.0.113." + (1 + Math.floorMod(hash, 254)));
    }

    private String publish(String name, List<RecordSet> before, List<RecordSet> after) {
        List<RecordSet> ordered = after.stream().sorted(ORDER).toList();
        records = Stream.concat(
                        records.stream().filter(candidate -> !DnsName.same(candidate.name(), name)), ordered.stream())
                .sorted(ORDER)
                .toList();
        String id = propagate();
        Invocation by = Invocation.current();
        Change change = new Change(
                clock.instant(),
                DnsName.normal(name),
                before,
                ordered,
                by.function(),
                by.migration(),
                by.epoch(),
                by.since(),
                Objects.requireNonNull(inSyncAt.get(id)));
        listeners.forEach(listener -> listener.accept(change));
        return id;
    }

    private String propagate() {
        Duration delay = chance.between(SOONEST_IN_SYNC, LATEST_IN_SYNC);
        Instant now = clock.instant();
        if (serving) {
            servers.forEach(server -> server.take(now.plus(chance.between(delay.dividedBy(4), delay)), records));
        }
        String id = "C%06d".formatted(inSyncAt.size() + 1);
        inSyncAt.put(id, now.plus(delay));
        return id;
    }

    /** Refusals of a whole change batch, which Landfall's adapter reports as drift. */
    private static void refuseWhatRoute53Refuses(String name, List<RecordSet> after) {
        for (int i = 0; i < after.size(); i++) {
            for (RecordSet other : after.subList(0, i)) {
                if (clash(after.get(i), other) || clash(other, after.get(i))) {
                    throw new DriftException("the records of " + name + " do not allow the change");
                }
            }
        }
    }

    private static boolean clash(RecordSet one, RecordSet other) {
        if (!one.type().equals(other.type())) {
            return one.type().equals("CNAME");
        }
        boolean aliased = one.alias() != null || other.alias() != null;
        return one.isSimple()
                || other.isSimple()
                || Objects.equals(one.setIdentifier(), other.setIdentifier())
                || (!aliased && !Objects.equals(one.ttl(), other.ttl()));
    }

    /** Route 53 keeps names in lower case and fully qualified, and values as they were given. */
    private static RecordSet asStored(RecordSet given) {
        RecordSet.AliasTarget alias = given.alias();
        return new RecordSet(
                qualified(given.name()),
                given.type(),
                given.ttl(),
                given.values(),
                alias == null
                        ? null
                        : new RecordSet.AliasTarget(
                                alias.hostedZoneId(), qualified(alias.dnsName()), alias.evaluateTargetHealth()),
                given.setIdentifier(),
                given.weight());
    }

    static String qualified(String name) {
        return DnsName.normal(name) + ".";
    }

    private static List<RecordSet> named(List<RecordSet> stored, String name) {
        return qualified(stored, qualified(name));
    }

    // Two loops where streams would do: users ask so often that it shows in the time of a rehearsal.

    private static List<RecordSet> qualified(List<RecordSet> stored, String qualified) {
        List<RecordSet> named = new ArrayList<>();
        for (RecordSet candidate : stored) {
            if (candidate.name().equals(qualified)) {
                named.add(candidate);
            }
        }
        return named;
    }

    private static long[] weights(List<RecordSet> candidates) {
        long[] weights = new long[candidates.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Objects.requireNonNullElse(candidates.get(i).weight(), 1L);
        }
        return weights;
    }

    /** What one name server has, and what is on its way to it. */
    private static final class NameServer {

        private record Version(Instant since, List<RecordSet> records) {}

        private final ArrayDeque<Version> coming = new ArrayDeque<>();
        private Version present;

        NameServer(List<RecordSet> records) {
            present = new Version(Instant.MIN, records);
        }

        List<RecordSet> at(Instant now) {
            while (!coming.isEmpty() && !coming.getFirst().since().isAfter(now)) {
                present = coming.removeFirst();
            }
            return present.records();
        }

        /** Versions never overtake one another. */
        void take(Instant at, List<RecordSet> records) {
            Instant last = coming.isEmpty() ? present.since() : coming.getLast().since();
            coming.addLast(new Version(at.isAfter(last) ? at : last.plusMillis(1), records));
        }
    }
}
