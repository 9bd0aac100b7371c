package dev.landfall.rehearsal.world;

import java.time.Duration;

/**
 * What one side can bear.
 *
 * @param capacity requests a second; above it the surplus fails
 * @param millis mean latency when idle
 * @param errors share of requests that fail even on a good day
 * @param certificateLeft how long its certificate is still valid at the start
 */
public record OriginSettings(double capacity, double millis, double errors, Duration certificateLeft) {

    public static final OriginSettings HEROKU = new OriginSettings(200, 120, 0.0002, Duration.ofDays(60));
    public static final OriginSettings AWS = new OriginSettings(400, 80, 0.0001, Duration.ofDays(300));
}
