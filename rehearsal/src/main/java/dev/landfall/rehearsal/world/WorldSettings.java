package dev.landfall.rehearsal.world;

import dev.landfall.plan.ShiftSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the world is like before anything goes wrong.
 *
 * @param extendingResolvers share of resolvers that keep answers longer than the TTL
 * @param neverLettingGo share of resolvers that keep their first answer for ever
 * @param alarms how the spec's alarms are set up, by their position in the spec from 0; what is missing follows from
 *     the alarm's name
 * @param otherAlarms those that the spec does not name
 * @param plans what the registry says of any digest
 */
public record WorldSettings(
        Demand demand,
        double extendingResolvers,
        double neverLettingGo,
        OriginSettings heroku,
        OriginSettings aws,
        Map<Integer, AlarmDefinition> alarms,
        List<NamedAlarm> otherAlarms,
        Plans plans) {

    /** Measured: 8.74 % of 8,524 resolvers extend TTLs. */
    public static final double EXTENDING_RESOLVERS = 0.0874;

    public WorldSettings {
        alarms = Map.copyOf(alarms);
        otherAlarms = List.copyOf(otherAlarms);
    }

    public enum Plans {
        /** Registered, without an open blocker, and with the shift that is rehearsed. */
        OPEN,
        /** Registered with a blocker that nobody waived. */
        BLOCKED,
        /** Registered with a blocker whose waiver has run out. */
        WAIVER_RUN_OUT,
        /** Not registered. */
        UNKNOWN
    }

    public record NamedAlarm(String name, AlarmDefinition definition) {}

    /** Every alarm that a rehearsal of the spec begins with, in the order in which they can be made. */
    public List<NamedAlarm> alarmsFor(ShiftSpec spec) {
        List<NamedAlarm> all = new ArrayList<>(otherAlarms);
        for (int i = 0; i < spec.alarms().size(); i++) {
            ShiftSpec.WatchedAlarm watched = spec.alarms().get(i);
            AlarmDefinition given = alarms.get(i);
            all.add(new NamedAlarm(watched.name(), given == null ? AlarmGuess.of(watched) : given));
        }
        // Composite alarms look at alarms that exist.
        all.sort(Comparator.comparing(alarm -> alarm.definition() instanceof CompositeAlarmRule));
        return all;
    }
}
