package dev.landfall.preflight;

import dev.landfall.health.AlarmReading;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.ShiftSpec.Exemption;
import dev.landfall.plan.ShiftSpec.WatchedAlarm;
import java.util.List;
import java.util.Optional;

/** Every alarm must be OK, and its OK believable, unless the first step's exemption names it. */
final class AlarmChecks {
    private final ShiftSpec spec;

    AlarmChecks(ShiftSpec spec) {
        this.spec = spec;
    }

    void check(List<AlarmReading> readings, Findings findings) {
        readings.forEach(alarm -> check(alarm, findings));
    }

    private void check(AlarmReading alarm, Findings findings) {
        String name = "alarm " + alarm.name();
        Optional<Exemption> exemption = exemption(alarm);
        if (exemption.isPresent()) {
            findings.good(name + " is " + alarm.state() + ", which does not count at the first step: "
                    + exemption.get().reason());
            return;
        }
        switch (alarm.state()) {
            case ALARM -> firing(alarm, findings);
            case MISSING -> missing(alarm, findings);
            case INSUFFICIENT_DATA ->
                findings.unknown(name + " has INSUFFICIENT_DATA; if its metric is only sent on errors, let the alarm"
                        + " treat missing data as not breaching");
            case OK -> ok(alarm, findings);
        }
    }

    /** The probe's own alarm begins in ALARM: for it missing data is breaching, and its first probes are under way. */
    private void firing(AlarmReading alarm, Findings findings) {
        if (watched(alarm).isPresent()) {
            findings.bad("alarm " + alarm.name() + " is in ALARM; it must be OK before traffic moves");
        } else {
            findings.unknown("alarm " + alarm.name() + " is in ALARM until enough probes of AWS have succeeded");
        }
    }

    /** The probe's own alarm was made a moment ago and may not be readable yet; the others were there at the start. */
    private void missing(AlarmReading alarm, Findings findings) {
        String finding = "alarm " + alarm.name() + " does not exist";
        if (watched(alarm).isPresent()) {
            findings.bad(finding + " any more");
        } else {
            findings.unknown(finding + " yet");
        }
    }

    private void ok(AlarmReading alarm, Findings findings) {
        String name = "alarm " + alarm.name();
        if (!alarm.enabled()) {
            findings.unknown(name + " is OK, but its actions are disabled: nobody would hear of its change");
            return;
        }
        switch (alarm.data()) {
            case PRESENT -> findings.good(name + " is OK");
            case NOT_APPLICABLE -> findings.good(name + " is OK (composite)");
            case ABSENT -> silent(alarm, findings);
        }
    }

    private void silent(AlarmReading alarm, Findings findings) {
        String name = "alarm " + alarm.name();
        Optional<String> reason = watched(alarm).map(WatchedAlarm::sparse);
        if (reason.isPresent()) {
            findings.good(name + " is OK without data: " + reason.get());
        } else if (alarm.sparse()) {
            findings.good(name + " is OK without data: its metric is only sent on errors");
        } else {
            findings.unknown(name + " is OK, but its metric sends no data; is its name right? If no data is normal,"
                    + " say why with sparse");
        }
    }

    private Optional<WatchedAlarm> watched(AlarmReading alarm) {
        return spec.alarms().stream()
                .filter(watched -> watched.name().equals(alarm.name()))
                .findFirst();
    }

    private Optional<Exemption> exemption(AlarmReading alarm) {
        return spec.steps()
                .getFirst()
                .exempted()
                .filter(exemption -> exemption.ignoreAlarms().contains(alarm.name()));
    }
}
