package dev.landfall.rehearsal.world;

import java.util.Map;

/**
 * What the world is like before anything goes wrong.
 *
 * @param extendingResolvers share of resolvers that keep answers longer than the TTL
 * @param neverLettingGo share of resolvers that keep their first answer for ever
 * @param alarms how the spec's alarms are set up, by their position in the spec from 0; what is missing follows from
 *     the alarm's name
 */
public record WorldSettings(
        Demand demand,
        double extendingResolvers,
        double neverLettingGo,
        OriginSettings heroku,
        OriginSettings aws,
        Map<Integer, AlarmRule> alarms) {

    /** Measured: 8.74 % of 8,524 resolvers extend TTLs. */
    public static final double EXTENDING_RESOLVERS = 0.0874;

    public WorldSettings {
        alarms = Map.copyOf(alarms);
    }
}
