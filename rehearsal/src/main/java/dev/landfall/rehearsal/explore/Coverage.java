package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.Intervention;
import dev.landfall.rehearsal.Stage;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which states and calls any of the runs came by. Runs on several threads add to it. */
final class Coverage implements Intervention {

    private final SortedSet<String> states = new ConcurrentSkipListSet<>();
    private final Set<String> calls = ConcurrentHashMap.newKeySet();

    @Override
    public void arm(Stage stage) {
        stage.world().engine().onHistoryEvent((execution, event) -> {
            if (event.type().isStateEntered()) {
                String machine =
                        Machine.named(stage.world().engine().describe(execution).machineName());
                states.add(machine + "." + event.stateName());
            }
        });
        stage.world().portCalls().onCall(call -> calls.add(call.name()));
    }

    /** {@code shift.SetWeight} */
    SortedSet<String> states() {
        return states;
    }

    /** {@code TrafficRouter.replace} */
    SortedSet<String> calls() {
        return new TreeSet<>(calls);
    }
}
