package dev.landfall.health;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Migration;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of a migration's health and has them judged. Writes nothing. */
public final class HealthCheck {
    /** A probe is asked each minute and readable up to two minutes later. */
    private static final Duration LAST_MINUTES = Duration.ofMinutes(3);

    private final Alarms alarms;
    private final Samples samples;
    private final ProbeNames names;
    private final InstantSource clock;

    public HealthCheck(Alarms alarms, Samples samples, ProbeNames names, InstantSource clock) {
        this.alarms = alarms;
        this.samples = samples;
        this.names = names;
        this.clock = clock;
    }

    public static HealthCheck fromEnvironment() {
        return new HealthCheck(
                CloudWatchAlarms.fromEnvironment(),
                CloudWatchSamples.fromEnvironment(),
                ProbeNames.fromEnvironment(),
                Environment.clock());
    }

    /** What the verdict is for. */
    public enum Purpose {
        /** Traffic may rest at this weight. */
        PARK,
        /** More traffic may follow, which asks for a sample of this weight too. */
        ADVANCE
    }

    /**
     * @param entries the migration's journal, which tells since when the present weight is served
     * @param step index into the spec's steps; -1 before the first
     */
    public Judgement judge(Migration migration, List<Entry> entries, int step, Purpose purpose) {
        Optional<ShiftSpec.Step> current =
                step < 0 ? Optional.empty() : Optional.of(migration.spec().step(step));
        Reading reading = new Reading();
        HealthFacts facts = facts(migration, entries, current, reading);
        return reading.limit(rules(migration.spec(), current, purpose).judge(facts));
    }

    /**
     * Reads as long as there are answers, and then no more: each that does not come costs a time-out. What was not read is
     * taken for absent, which may prove harm, but never health.
     */
    private static final class Reading {
        private @Nullable String missing;

        <T> T of(T absent, Supplier<T> read) {
            if (missing != null) {
                return absent;
            }
            try {
                return read.get();
            } catch (UnavailableException e) {
                missing = String.valueOf(e.getMessage());
                return absent;
            }
        }

        Judgement limit(Judgement judgement) {
            if (missing == null) {
                return judgement;
            }
            return switch (judgement.verdict()) {
                case PASS, NO_DATA -> new Judgement(Verdict.NO_DATA, List.of(missing));
                case FAIL, HOLD -> judgement.and("not all could be read: " + missing);
            };
        }
    }

    /** The alarms that count at this step, as they are now. */
    public List<AlarmReading> alarms(Migration migration, int step) {
        Optional<ShiftSpec.Step> current =
                step < 0 ? Optional.empty() : Optional.of(migration.spec().step(step));
        return readAlarms(migration, current);
    }

    /** Alarms and Heroku first: what is known of them decides whether there is harm, and whose. */
    private HealthFacts facts(
            Migration migration, List<Entry> entries, Optional<ShiftSpec.Step> step, Reading reading) {
        Instant now = clock.instant();
        ShiftSpec.Health health = migration.spec().health();
        Instant from = now.minus(health.window());
        Instant before = from.minus(health.window());
        Instant since = servedSince(entries).orElse(now);
        String loadBalancer = health.loadBalancer();
        String name = migration.name();
        List<AlarmReading> alarmsRead = reading.of(List.of(), () -> readAlarms(migration, step));
        Samples.ProbeSample heroku = probes(reading, name, Samples.Side.HEROKU, from, now);
        Samples.ProbeSample herokuNow = probes(reading, name, Samples.Side.HEROKU, now.minus(LAST_MINUTES), now);
        Samples.ProbeSample herokuBefore = probes(reading, name, Samples.Side.HEROKU, before, now);
        return new HealthFacts(
                alarmsRead,
                heroku,
                probes(reading, name, Samples.Side.AWS, from, now),
                herokuBefore,
                probes(reading, name, Samples.Side.AWS, before, now),
                herokuNow,
                loadBalancer == null ? 0 : reading.of(0L, () -> samples.requests(loadBalancer, since, now)),
                probes(reading, name, Samples.Side.AWS, since, now).succeeded());
    }

    private Samples.ProbeSample probes(Reading reading, String migration, Samples.Side side, Instant from, Instant to) {
        return reading.of(Samples.ProbeSample.NONE, () -> samples.probes(migration, side, from, to));
    }

    private List<AlarmReading> readAlarms(Migration migration, Optional<ShiftSpec.Step> step) {
        Set<String> ignored = step.flatMap(ShiftSpec.Step::exempted).stream()
                .flatMap(exemption -> exemption.ignoreAlarms().stream())
                .collect(Collectors.toSet());
        List<String> watched = new ArrayList<>();
        migration.spec().alarms().stream()
                .map(ShiftSpec.WatchedAlarm::name)
                .filter(name -> !ignored.contains(name))
                .forEach(watched::add);
        watched.add(names.alarm(migration.name()));
        return alarms.read(watched, migration.spec().health().window());
    }

    private static HealthRules rules(ShiftSpec spec, Optional<ShiftSpec.Step> step, Purpose purpose) {
        Set<String> sparse = spec.alarms().stream()
                .filter(alarm -> alarm.sparse() != null)
                .map(ShiftSpec.WatchedAlarm::name)
                .collect(Collectors.toSet());
        if (purpose == Purpose.PARK) {
            return new HealthRules(sparse, 0, 0);
        }
        Integer exempted = step.flatMap(ShiftSpec.Step::exempted)
                .map(ShiftSpec.Exemption::minimumRequests)
                .orElse(null);
        long requests = exempted == null ? spec.health().minimumRequests() : exempted;
        return new HealthRules(sparse, requests, spec.health().minimumProbes());
    }

    /** When the present weight was proved to be served. */
    private static Optional<Instant> servedSince(List<Entry> entries) {
        return entries.reversed().stream()
                .filter(entry -> entry.event() instanceof Entry.Verified)
                .map(Entry::at)
                .findFirst();
    }
}
