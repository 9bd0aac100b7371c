package dev.landfall.rehearsal.world;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How much users ask, over the day.
 *
 * @param requestsPerSecond mean of the day
 * @param swing how far the day departs from it, 0 for not at all, 1 for silence at the quietest hour
 * @param busiestHour of the day in UTC
 */
public record Demand(double requestsPerSecond, double swing, double busiestHour) {

    public static final Demand USUAL = new Demand(40, 0.6, 14);

    double at(Instant instant) {
        double hour = instant.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
        return requestsPerSecond * (1 + swing * Math.cos(2 * Math.PI * (hour - busiestHour) / 24));
    }
}
