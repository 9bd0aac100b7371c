package dev.landfall.preflight;

import dev.landfall.health.AlarmReading;
import dev.landfall.health.Alarms;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.ShiftSpec.WatchedAlarm;
import dev.landfall.records.NameServers;
import dev.landfall.records.Target;
import dev.landfall.records.TrafficRouter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Whether the world has what a spec names. Read-only. A world that does not answer is no mistake of the spec: its
 * {@link dev.landfall.lambda.UnavailableException} passes through.
 */
public final class SpecChecks {
    private final RecordChecks records;
    private final NameServers nameServers;
    private final Alarms alarms;
    private final InstantSource time;

    public SpecChecks(TrafficRouter router, NameServers nameServers, Alarms alarms, InstantSource time) {
        this.records = new RecordChecks(router);
        this.nameServers = nameServers;
        this.alarms = alarms;
        this.time = time;
    }

    /** @throws InvalidSpecException at the first thing that is not as the spec says */
    public void check(ShiftSpec spec) {
        records.check(spec);
        requireResolvable("heroku", spec.heroku());
        requireResolvable("aws", spec.aws());
        checkAlarms(spec);
        if (spec.schedule() != null) {
            new ScheduleChecks(spec.schedule()).check(spec.steps(), time.instant());
        }
    }

    private void requireResolvable(String side, Target target) {
        switch (target) {
            case Target.Cname cname -> requireResolvable(side + ".cname", cname.cname());
            case Target.Alias alias ->
                requireResolvable(side + ".alias.dnsName", alias.alias().dnsName());
            case Target.Addresses _ -> {}
        }
    }

    private void requireResolvable(String field, String name) {
        if (nameServers.resolve(name).isEmpty()) {
            throw InvalidSpecException.refusing(field, name, "a name that resolves to an address; it has none");
        }
    }

    private void checkAlarms(ShiftSpec spec) {
        List<String> names = spec.alarms().stream().map(WatchedAlarm::name).toList();
        if (names.isEmpty()) {
            return;
        }
        List<AlarmReading> readings = alarms.read(names, spec.health().window());
        for (int i = 0; i < names.size(); i++) {
            checkAlarm(spec, i, readings.get(i));
        }
    }

    private static void checkAlarm(ShiftSpec spec, int index, AlarmReading alarm) {
        if (alarm.state() == AlarmReading.State.MISSING) {
            throw InvalidSpecException.refusing(
                    "alarms[" + index + "]",
                    alarm.name(),
                    "the exact name of a CloudWatch alarm in this account and region; there is none");
        }
        Duration period = Duration.ofSeconds(alarm.periodSeconds());
        for (int i = 0; i < spec.steps().size(); i++) {
            Duration bake = spec.steps().get(i).bake();
            if (bake.compareTo(period) < 0) {
                throw new InvalidSpecException("steps[" + i + "].bake: " + bake + " must be at least " + period
                        + ", the period of alarm " + alarm.name());
            }
        }
    }
}
