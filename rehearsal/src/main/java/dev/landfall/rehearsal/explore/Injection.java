package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.Intervention;
import dev.landfall.rehearsal.Stage;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.PortCall;
import dev.landfall.rehearsal.world.PortFault;
import dev.landfall.rehearsal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes one fault happen at one place. */
final class Injection implements Intervention {

    private static final int STOPS = 5;

    private final Case.Strike strike;
    private int visits;
    private int strikes;
    private @Nullable Instant struckAt;

    Injection(Case.Strike strike) {
        this.strike = strike;
    }

    @Override
    public void arm(Stage stage) {
        switch (strike.fault().effect()) {
            case Fault.Deed deed -> arm(stage, deed);
            case Fault.Misfortune misfortune -> arm(stage, misfortune);
            case Fault.InFlight both -> {
                arm(stage, both.deed());
                arm(stage, both.misfortune());
            }
        }
    }

    private void arm(Stage stage, Fault.Misfortune misfortune) {
        stage.world().portCalls().addFaults(call -> befalls(stage, misfortune, call));
    }

    private void arm(Stage stage, Fault.Deed deed) {
        World world = stage.world();
        switch (strike.place()) {
            case Place.AtState place ->
                world.engine().onHistoryEvent((execution, event) -> recorded(stage, deed, place, execution, event));
            case Place.AtCall place -> {
                Consumer<PortCall> here = call -> passed(stage, deed, place, call);
                if (place.after()) {
                    world.portCalls().onReturn(here);
                } else {
                    world.portCalls().onCall(here);
                }
            }
        }
    }

    // ---- At a state

    private void recorded(Stage stage, Fault.Deed deed, Place.AtState place, String execution, HistoryEvent event) {
        boolean here = event.type().isStateEntered()
                && place.state().equals(event.stateName())
                && place.machine().equals(machineOf(stage, execution));
        if (here && isStruck(++visits == place.visit())) {
            // A moment later: the state's function is being started.
            stage.simulation().schedule(Duration.ZERO, "fault", () -> {
                stage.tell(strike.fault().words());
                deed.on(stage, new Fault.Victim(execution, calledFunction(stage, execution)));
            });
        }
    }

    private static String calledFunction(Stage stage, String execution) {
        return stage.world().engine().history(execution).reversed().stream()
                .filter(event -> event.type() == HistoryEventType.TaskScheduled)
                .findFirst()
                .map(event -> event.details().at("/parameters/FunctionName").asText())
                .orElse("");
    }

    private boolean isStruck(boolean here) {
        boolean again = strike.fault() == Fault.ROLLBACK_STOPPED_AGAIN && strikes > 0 && strikes < STOPS;
        boolean struck = here || again;
        strikes += struck ? 1 : 0;
        return struck;
    }

    private static String machineOf(Stage stage, String execution) {
        return Machine.named(stage.world().engine().describe(execution).machineName());
    }

    // ---- At a call

    /** What is done to the execution that asked for the call; where none did, to the one that was started last. */
    private void passed(Stage stage, Fault.Deed deed, Place.AtCall place, PortCall call) {
        if (place.isOf(call) && isStruck(place.call() == call.ordinal() + 1)) {
            stage.tell((place.after() ? "after " : "before ") + call.name() + " of " + caller(call) + ": "
                    + strike.fault().words());
            String execution = call.execution().isEmpty()
                    ? stage.world()
                            .latestRunning()
                            .map(ExecutionDescription::executionArn)
                            .orElse("")
                    : call.execution();
            deed.on(stage, new Fault.Victim(execution, call.function()));
        }
    }

    private static String caller(PortCall call) {
        return call.function().isEmpty() ? "the machine" : call.function();
    }

    private @Nullable PortFault befalls(Stage stage, Fault.Misfortune misfortune, PortCall call) {
        if (!(strike.place() instanceof Place.AtCall place) || !place.isOf(call)) {
            return null;
        }
        if (place.call() == call.ordinal() + 1) {
            // Otherwise the deed has told of it.
            if (strike.fault().effect() instanceof Fault.Misfortune) {
                stage.tell(call.name() + " of " + caller(call) + ": "
                        + strike.fault().words());
            }
            struckAt = call.at();
            return misfortune.fault();
        }
        boolean lasting = struckAt != null && call.at().isBefore(struckAt.plus(misfortune.lasting()));
        return lasting ? misfortune.fault() : null;
    }
}
