package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.Intervention;
import dev.landfall.rehearsal.Stage;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.PortCall;
import dev.landfall.rehearsal.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notes each state that a run enters and each call of a port that it makes. */
final class Scout implements Intervention {

    /** A function asks some things several times in one run, or again until the answer suits. */
    private static final int CALLS_TOLD_APART = 2;

    /** @param run of the function that called; 0 for a state, and for a call without a function */
    private record Seen(Sighting sighting, int run) {}

    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Integer> visits = new HashMap<>();
    private final Map<String, Integer> sameCalls = new HashMap<>();

    /** The state in which each execution is. */
    private final Map<String, Place.AtState> presentState = new HashMap<>();

    private final Set<Place> callers = new HashSet<>();

    /** The runs of functions that have called something. */
    private final Set<Integer> underWay = new HashSet<>();

    private boolean edited;

    @Override
    public void arm(Stage stage) {
        stage.world().engine().onHistoryEvent((execution, event) -> {
            String machine =
                    Machine.named(stage.world().engine().describe(execution).machineName());
            recorded(machine, execution, event);
        });
        stage.world().route53().onChange(change -> edited |= change.isByHand());
        stage.world().portCalls().onCall(call -> called(call, stage.world()));
    }

    List<Sighting> sightings() {
        Map<Integer, Seen> lastOfRun = new HashMap<>();
        seen.forEach(each -> lastOfRun.put(each.run(), each));
        List<Sighting> sightings = new ArrayList<>();
        for (Seen each : seen) {
            Sighting sighting = each.sighting();
            sightings.add(callers.contains(sighting.place()) ? sighting.callingFunction() : sighting);
            if (each.run() > 0 && each.equals(lastOfRun.get(each.run()))) {
                sightings.add(sighting.after());
            }
        }
        return sightings;
    }

    private void recorded(String machine, String execution, HistoryEvent event) {
        String state = event.stateName();
        if (state != null && event.type().isStateEntered()) {
            entered(machine, execution, state);
        } else if (event.type() == HistoryEventType.TaskScheduled) {
            String function =
                    event.details().path("parameters").path("FunctionName").asText();
            Place.AtState present = presentState.get(execution);
            if (present != null && !function.isEmpty()) {
                callers.add(present);
            }
        }
    }

    private void entered(String machine, String execution, String state) {
        int visit = visits.merge(machine + "." + state, 1, Integer::sum);
        Place.AtState place = new Place.AtState(machine, state, visit);
        presentState.put(execution, place);
        seen.add(new Seen(new Sighting(place, row(place), kind(place.toString()), false, true), 0));
    }

    private void called(PortCall call, World world) {
        Place.AtCall place = new Place.AtCall(call.port(), call.method(), call.ordinal() + 1, false);
        Place.AtState state = presentState.get(call.execution());
        Sighting sighting = state != null ? ofState(state, call, place) : ofNoState(call, place, world);
        seen.add(new Seen(sighting, call.run()));
    }

    private Sighting ofState(Place.AtState state, PortCall call, Place place) {
        String same = state + " " + call.name();
        int told = Math.min(CALLS_TOLD_APART, sameCalls.merge(same, 1, Integer::sum));
        return new Sighting(place, row(state), kind(same + " " + told), false, true);
    }

    private Sighting ofNoState(PortCall call, Place place, World world) {
        Optional<ExecutionDescription> running = world.latestRunning();
        String during =
                running.map(execution -> Machine.named(execution.machineName())).orElse("nothing");
        String kind = call.function() + " " + call.name() + " at " + world.awsWeight() + " during " + during;
        boolean first = underWay.add(call.run());
        return new Sighting(place, call.function(), kind(kind), first, running.isPresent());
    }

    /** Where somebody has edited the records, a fault may lead to overwriting them: that is another place. */
    private String kind(String what) {
        return edited ? what + " edited" : what;
    }

    private static String row(Place.AtState state) {
        return state.machine() + "." + state.state();
    }
}
