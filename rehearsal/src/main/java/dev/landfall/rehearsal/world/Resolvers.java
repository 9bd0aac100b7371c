package dev.landfall.rehearsal.world;

import dev.landfall.health.Samples.Side;
import dev.landfall.records.RecordSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The caches between users and name servers. A few of them serve many users; most honour the TTL, some keep an answer
 * longer than they may, and some never let it go.
 */
final class Resolvers {

    private static final int COUNT = 200;

    /** The larger, the more alike are the resolvers' shares of the users. */
    private static final int EVENNESS = 10;

    private static final Duration SHORTEST_EXTENSION = Duration.ofMinutes(5);
    private static final Duration LONGEST_EXTENSION = Duration.ofHours(1);

    private final SimulatedRoute53 route53;
    private final String hostname;
    private final String type;
    private final Function<RecordSet, Side> sideOf;
    private final Chance chance;

    /** By identity, since the same few record sets answer again and again. */
    private final IdentityHashMap<RecordSet, Side> sides = new IdentityHashMap<>();

    private final Resolver[] resolvers = new Resolver[COUNT];

    private Map<Side, Double> shares = Map.of();
    private Instant firstExpiry = Instant.MIN;

    /**
     * @param type of the hostname's records
     * @param sideOf where a record set leads
     * @param extending share of resolvers that keep answers longer than the TTL
     * @param holdingOn share of resolvers that keep their first answer for ever
     */
    Resolvers(
            SimulatedRoute53 route53,
            String hostname,
            String type,
            Function<RecordSet, Side> sideOf,
            double extending,
            double holdingOn,
            RandomGenerator random) {
        this.route53 = route53;
        this.hostname = SimulatedRoute53.qualified(hostname);
        this.type = type;
        this.sideOf = sideOf;
        this.chance = new Chance(random);
        double total = 0;
        for (int rank = 0; rank < COUNT; rank++) {
            total += 1.0 / (rank + EVENNESS);
        }
        for (int rank = 0; rank < COUNT; rank++) {
            resolvers[rank] = new Resolver(1.0 / (rank + EVENNESS) / total);
        }
        int[] shuffled = shuffledRanks();
        int extenders = (int) Math.round(COUNT * extending);
        int holders = (int) Math.round(COUNT * holdingOn);
        for (int i = 0; i < extenders; i++) {
            resolvers[shuffled[i]].leastTtl = chance.between(SHORTEST_EXTENSION, LONGEST_EXTENSION);
        }
        for (int i = extenders; i < Math.min(COUNT, extenders + holders); i++) {
            resolvers[shuffled[i]].holdsOn = true;
        }
    }

    /**
     * The shares of all users whom the resolvers send to each side now: each by its cache, or by a name server if that has
     * run out.
     */
    Map<Side, Double> shares(Instant now) {
        // Until the first cache runs out each answers as it did.
        if (!now.isBefore(firstExpiry) && refresh(now)) {
            shares = sum();
        }
        return shares;
    }

    /** @return whether a resolver now sends its users elsewhere */
    private boolean refresh(Instant now) {
        boolean changed = false;
        firstExpiry = Instant.MAX;
        for (Resolver resolver : resolvers) {
            Side before = resolver.cached;
            changed |= resolver.answer(now) != before;
            if (!resolver.holdsOn && resolver.expires.isBefore(firstExpiry)) {
                firstExpiry = resolver.expires;
            }
        }
        return changed;
    }

    /** Always in the same order: rounding would tell another from this one. */
    private Map<Side, Double> sum() {
        Map<Side, Double> sums = new EnumMap<>(Side.class);
        for (Resolver resolver : resolvers) {
            sums.merge(Objects.requireNonNull(resolver.cached), resolver.share, Double::sum);
        }
        return Collections.unmodifiableMap(sums);
    }

    private int[] shuffledRanks() {
        int[] ranks = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            int j = chance.below(i + 1);
            ranks[i] = ranks[j];
            ranks[j] = i;
        }
        return ranks;
    }

    private final class Resolver {

        private final double share;
        private Duration leastTtl = Duration.ZERO;
        private boolean holdsOn;
        private Instant expires = Instant.MIN;
        private @Nullable Side cached;

        Resolver(double share) {
            this.share = share;
        }

        Side answer(Instant now) {
            Side known = cached;
            if (known != null && (holdsOn || now.isBefore(expires))) {
                return known;
            }
            SimulatedRoute53.Answer fresh = route53.answer(hostname, type, chance.below(route53.serverCount()));
            Duration ttl = Duration.ofSeconds(fresh.ttlSeconds());
            expires = now.plus(ttl.compareTo(leastTtl) < 0 ? leastTtl : ttl);
            Side side = sides.computeIfAbsent(fresh.recordSet(), sideOf);
            cached = side;
            return side;
        }
    }
}
