package dev.landfall.rehearsal.world;

import dev.landfall.health.Samples.Side;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.probe.Origins;
import dev.landfall.records.Target;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Both sides as the probe meets them: it is one more user. */
final class SimulatedOrigins implements Origins {

    private static final long PROBE_PATIENCE_MILLIS = 5_000;

    /** How one side is reached, and until when its certificate holds. */
    record Place(Side side, Target target, Origin origin, Instant certificateExpires) {}

    /** Told of each request that reached a side. */
    interface Seen {
        void request(Side side, boolean failed, double millis);
    }

    private final Map<Side, Place> places;
    private final Seen seen;
    private final Simulation simulation;
    private final Chance chance;

    SimulatedOrigins(Simulation simulation, Map<Side, Place> places, Seen seen) {
        this.simulation = simulation;
        this.places = Map.copyOf(places);
        this.seen = seen;
        this.chance = new Chance(simulation.random("origins"));
    }

    /** All are under way at once, so they take as long as the slowest. */
    @Override
    public List<Answer> ask(List<Question> questions) {
        List<Answer> answers = questions.stream()
                .map(question -> answer(question.target(), question.probe()))
                .toList();
        simulation.sleep(Duration.ofMillis(
                answers.stream().mapToLong(Answer::millis).max().orElse(0)));
        return answers;
    }

    private Answer answer(Target target, ShiftSpec.Probe probe) {
        Place place = places.values().stream()
                .filter(candidate -> candidate.target().equals(target))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no origin at " + target.connectTo()));
        Origin.Behaviour behaviour = place.origin().behaviour();
        Instant certificate = probe.scheme().equals("https") ? place.certificateExpires() : null;
        if (behaviour.down()) {
            return new Answer(0, PROBE_PATIENCE_MILLIS, null, "no answer within 5 s");
        }
        boolean fails = chance.happens(behaviour.errors());
        seen.request(place.side(), fails, behaviour.millis());
        if (behaviour.millis() > PROBE_PATIENCE_MILLIS) {
            return new Answer(0, PROBE_PATIENCE_MILLIS, certificate, "no answer within 5 s");
        }
        return new Answer(fails ? 503 : probe.expectedStatus(), Math.round(behaviour.millis()), certificate, null);
    }
}
