package dev.landfall;

import dev.landfall.health.FakeAlarms;
import dev.landfall.health.ProbeNames;
import dev.landfall.health.Samples;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.InMemoryJournal;
import dev.landfall.journal.InMemoryLocks;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.FakeNameServers;
import dev.landfall.records.HostedZone;
import dev.landfall.records.InMemoryRouter;
import dev.landfall.records.RecordSet;
import dev.landfall.records.Target;
import dev.landfall.traffic.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** One migration of api.example.com with all its ports in memory, for tests of the domain. */
public final class AMigration {
    public static final String NAME = "api-2026";
    public static final String HOSTNAME = "api.example.com";
    public static final String ZONE = "Z0EXAMPLE";
    public static final String HEROKU = "calm-lake-1.herokudns.com";
    public static final String AWS = "app-1.eu-west-1.elb.amazonaws.com";
    public static final String EXECUTION = "arn:aws:states:eu-west-1:123456789012:execution:shift:" + NAME;
    public static final ProbeNames PROBE = new ProbeNames("landfall");
    public static final RecordSet FOUND =
            new RecordSet(HOSTNAME + ".", "CNAME", 300L, List.of(HEROKU), null, null, null);

    public final MovableClock clock = new MovableClock();
    public final InMemoryLocks locks = new InMemoryLocks(clock);
    public final InMemoryJournal journal = new InMemoryJournal(locks, clock);
    public final InMemoryRouter router =
            new InMemoryRouter().with(new HostedZone(ZONE, "example.com", List.of("ns-1.awsdns-01.org")), FOUND);
    public final FakeNameServers nameServers = new FakeNameServers(router, ZONE);
    public final FakeAlarms alarms = new FakeAlarms();
    public final RecordWriter writer = new RecordWriter(router, journal);

    /** Probes that a test sets; both sides well unless told otherwise. */
    public final FixedSamples samples = new FixedSamples();

    public static ShiftSpec spec() {
        return spec(ShiftSpec.Gate.TIMER);
    }

    public static ShiftSpec spec(ShiftSpec.Gate gate) {
        return spec(new Target.Cname(HEROKU), new Target.Cname(AWS), gate);
    }

    public static ShiftSpec spec(Target heroku, Target aws) {
        return spec(heroku, aws, ShiftSpec.Gate.TIMER);
    }

    private static ShiftSpec spec(Target heroku, Target aws, ShiftSpec.Gate gate) {
        return new ShiftSpec(
                HOSTNAME,
                ZONE,
                heroku,
                aws,
                List.of(new ShiftSpec.WatchedAlarm("api-5xx", null)),
                null,
                List.of(step(10, gate), step(50, gate), step(100, gate)),
                Duration.ofSeconds(60),
                new ShiftSpec.Probe("https", 443, "/", 200),
                new ShiftSpec.Health(
                        "app/api/1", 100, 10, Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1)),
                new ShiftSpec.Dns(List.of(), 1000),
                null,
                Duration.ofDays(7),
                false,
                null);
    }

    private static ShiftSpec.Step step(int weight, ShiftSpec.Gate gate) {
        return new ShiftSpec.Step(weight, gate, Duration.ofMinutes(30), Duration.ofDays(1), null);
    }

    /** Started, locked and snapshotted; nothing written yet. */
    public Fence begun() {
        return begun(spec());
    }

    public Fence begun(ShiftSpec spec) {
        journal.note(NAME, new Entry.Started(spec, EXECUTION));
        Fence fence = locks.take(HOSTNAME, NAME, EXECUTION).fence();
        writer.snapshot(fence);
        return fence;
    }

    /** With AWS at 10 %. */
    public Fence atTen() {
        return atTen(spec());
    }

    public Fence atTen(ShiftSpec spec) {
        Fence fence = begun(spec);
        writer.lowerTtl(fence);
        writer.makeWeighted(fence);
        writer.setWeight(fence, 0);
        return fence;
    }

    public List<RecordSet> records() {
        return router.read(ZONE, HOSTNAME);
    }

    public static RecordSet weighted(String value, String side, long weight) {
        return new RecordSet(
                HOSTNAME + ".", "CNAME", 60L, List.of(value), null, "landfall " + NAME + " " + side, weight);
    }

    public static List<RecordSet> weights(long aws) {
        return List.of(weighted(AWS, "aws", aws), weighted(HEROKU, "heroku", 100 - aws));
    }

    public static final class MovableClock implements InstantSource {
        private Instant now = Instant.parse("2026-03-02T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        public void pass(Duration time) {
            now = now.plus(time);
        }
    }

    public static final class FixedSamples implements Samples {
        public boolean silent;
        public boolean silentOfAws;
        public ProbeSample heroku = new ProbeSample(5, 5, 80);
        public ProbeSample aws = new ProbeSample(5, 5, 90);
        public long requests = 500;

        @Override
        public ProbeSample probes(String migration, Side side, Instant from, Instant to) {
            if (silent || (silentOfAws && side == Side.AWS)) {
                throw new UnavailableException("CloudWatch", "throttled");
            }
            return switch (side) {
                case HEROKU -> heroku;
                case AWS -> aws;
            };
        }

        @Override
        public long requests(String loadBalancer, Instant from, Instant to) {
            return requests;
        }
    }
}
