package dev.landfall.health;

/**
 * @param enabled false if its actions were switched off, which silences what listens to it
 * @param data whether its metric sent data lately
 * @param sparse whether no data is normal for it, because CloudWatch documents the metric as sent only on errors
 * @param periodSeconds the alarm's period; 60 for a composite
 */
public record AlarmReading(String name, State state, boolean enabled, Data data, boolean sparse, int periodSeconds) {

    public enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA,
        MISSING
    }

    public enum Data {
        PRESENT,
        ABSENT,
        /** A composite alarm has no metric of its own. */
        NOT_APPLICABLE
    }

    public static AlarmReading missing(String name) {
        return new AlarmReading(name, State.MISSING, false, Data.ABSENT, false, 60);
    }
}
