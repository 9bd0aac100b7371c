package dev.landfall.preflight;

import dev.landfall.health.Alarms;
import dev.landfall.health.ProbeNames;
import dev.landfall.health.Samples;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.ShiftSpec.WatchedAlarm;
import dev.landfall.probe.Origins;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The last look before the first write: is everything well that will have to be well at every step? */
public final class Readiness {
    private final Journal journal;
    private final Alarms alarms;
    private final Origins origins;
    private final ProbeNames probeNames;
    private final InstantSource time;

    public Readiness(Journal journal, Alarms alarms, Origins origins, ProbeNames probeNames, InstantSource time) {
        this.journal = journal;
        this.alarms = alarms;
        this.origins = origins;
        this.probeNames = probeNames;
        this.time = time;
    }

    /**
     * Journals the evidence and returns it.
     *
     * @throws NotReadyException if something is known to be wrong
     * @throws NotYetReadyException if nothing is, but something is not known yet
     */
    public List<String> prove(Fence fence) {
        ShiftSpec spec = journal.migration(fence.migration()).spec();
        Findings findings = new Findings();
        new AlarmChecks(spec)
                .check(alarms.read(names(fence, spec), spec.health().window()), findings);
        OriginChecks originChecks = new OriginChecks(spec, time.instant());
        List<Origins.Answer> answers = origins.ask(
                List.of(Origins.Question.of(spec, Samples.Side.HEROKU), Origins.Question.of(spec, Samples.Side.AWS)));
        originChecks.check("heroku", answers.getFirst(), findings);
        originChecks.check("aws", answers.getLast(), findings);
        List<String> evidence = findings.evidence();
        journal.append(fence, new Entry.Ready(evidence));
        return evidence;
    }

    private List<String> names(Fence fence, ShiftSpec spec) {
        return Stream.concat(
                        spec.alarms().stream().map(WatchedAlarm::name), Stream.of(probeNames.alarm(fence.migration())))
                .toList();
    }
}
