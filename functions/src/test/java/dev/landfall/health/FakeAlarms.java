package dev.landfall.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Alarms whose readings a test sets. A probe alarm starts as CloudWatch starts one: without data. */
public final class FakeAlarms implements Alarms {
    private static final ProbeNames NAMES = new ProbeNames("landfall");
    private static final String PROBE = NAMES.alarmPrefix();
    private final Map<String, AlarmReading> readings = new TreeMap<>();
    private @Nullable RuntimeException failure;
    private boolean listingRefused;

    /** An alarm that is enabled, has data and a period of 60 s. */
    public FakeAlarms with(String name, AlarmReading.State state) {
        return with(new AlarmReading(name, state, true, AlarmReading.Data.PRESENT, false, 60));
    }

    public FakeAlarms with(AlarmReading reading) {
        readings.put(reading.name(), reading);
        return this;
    }

    /** Each call throws this; null ends it. */
    public void fail(@Nullable RuntimeException with) {
        failure = with;
    }

    /** Nobody is told which there are, now and later. */
    public void refuseListing() {
        listingRefused = true;
    }

    @Override
    public List<AlarmReading> read(List<String> names, Duration recent) {
        mayFail();
        return names.stream()
                .map(name -> readings.getOrDefault(name, AlarmReading.missing(name)))
                .toList();
    }

    @Override
    public void createProbeAlarm(String migration) {
        mayFail();
        String name = NAMES.alarm(migration);
        readings.putIfAbsent(
                name,
                new AlarmReading(
                        name, AlarmReading.State.INSUFFICIENT_DATA, true, AlarmReading.Data.ABSENT, false, 60));
    }

    @Override
    public void deleteProbeAlarm(String migration) {
        mayFail();
        readings.remove(NAMES.alarm(migration));
    }

    @Override
    public List<String> migrationsWithProbeAlarm() {
        mayFail();
        if (listingRefused) {
            throw new IllegalStateException("403");
        }
        return readings.keySet().stream()
                .filter(name -> name.startsWith(PROBE))
                .map(name -> name.substring(PROBE.length()))
                .toList();
    }

    private void mayFail() {
        if (failure != null) {
            throw failure;
        }
    }
}
