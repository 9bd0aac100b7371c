package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.Intervention;
import dev.landfall.rehearsal.Stage;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.PortCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes each state that a run enters and each call of a port that it makes. */
final class Scout implements Intervention {

    /** A function asks some things several times in one run, or again until the answer suits. */
    private static final int CALLS_TOLD_APART = 2;

    private final List<Sighting> sightings = new ArrayList<>();
    private final Map<String, Integer> visits = new HashMap<>();
    private final Map<String, Integer> sameCalls = new HashMap<>();

    /** The state in which each execution is, and, by function, the state that called it last. */
    private final Map<String, Place.AtState> presentState = new HashMap<>();

    private final Map<String, Place.AtState> callingState = new HashMap<>();

    private final Set<Place> callers = new HashSet<>();

    private boolean edited;

    @Override
    public void arm(Stage stage) {
        stage.world().engine().onHistoryEvent((execution, event) -> {
            String machine =
                    Machine.named(stage.world().engine().describe(execution).machineName());
            recorded(machine, execution, event);
        });
        stage.world().route53().onChange(change -> edited |= change.isByHand());
        stage.world().portCalls().onCall(call -> called(call, stage.world().awsWeight()));
    }

    List<Sighting> sightings() {
        return sightings.stream()
                .map(seen -> callers.contains(seen.place()) ? seen.callingFunction() : seen)
                .toList();
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
                callingState.put(function, present);
                callers.add(present);
            }
        }
    }

    private void entered(String machine, String execution, String state) {
        int visit = visits.merge(machine + "." + state, 1, Integer::sum);
        Place.AtState place = new Place.AtState(machine, state, visit);
        presentState.put(execution, place);
        sightings.add(new Sighting(place, row(place), kind(place.toString()), false));
    }

    private void called(PortCall call, int awsWeight) {
        Place.AtState state = callingState.get(call.function());
        Place place = new Place.AtCall(call.port(), call.method(), call.ordinal() + 1);
        if (state != null) {
            String same = state + " " + call.name();
            int told = Math.min(CALLS_TOLD_APART, sameCalls.merge(same, 1, Integer::sum));
            sightings.add(new Sighting(place, row(state), kind(same + " " + told), false));
        } else {
            String row = call.function().isEmpty() ? Machine.BOTH : call.function();
            sightings.add(new Sighting(place, row, kind(row + " " + call.name() + " at " + awsWeight), false));
        }
    }

    /** Where somebody has edited the records, a fault may lead to overwriting them: that is another place. */
    private String kind(String what) {
        return edited ? what + " edited" : what;
    }

    private static String row(Place.AtState state) {
        return state.machine() + "." + state.state();
    }
}
