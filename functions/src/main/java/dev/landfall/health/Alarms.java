package dev.landfall.health;

import java.time.Duration;
import java.util.List;

/** CloudWatch alarms of both kinds, metric and composite. */
public interface Alarms {

    /**
     * What is known of each alarm, in the order asked. An alarm that does not exist has state MISSING.
     *
     * @param recent how far back data of the alarm's metric counts as recent
     * @throws dev.landfall.lambda.UnavailableException if they could not be read
     */
    List<AlarmReading> read(List<String> names, Duration recent);

    /**
     * Makes the alarm on the migration's own probe, or leaves it as it is: AWS side, two of three minutes in which most
     * probes failed or none came.
     */
    void createProbeAlarm(String migration);

    void deleteProbeAlarm(String migration);

    /** Migrations whose probe alarm exists. */
    List<String> migrationsWithProbeAlarm();
}
