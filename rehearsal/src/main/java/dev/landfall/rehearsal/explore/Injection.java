package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.Intervention;
import dev.landfall.rehearsal.Stage;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.world.PortCall;
import dev.landfall.rehearsal.world.PortFault;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes one fault happen at one place. */
final class Injection implements Intervention {

    private static final int STOPS = 5;

    private final Case.Strike strike;
    private int visits;
    private int stops;
    private @Nullable Instant struckAt;

    Injection(Case.Strike strike) {
        this.strike = strike;
    }

    @Override
    public void arm(Stage stage) {
        switch (strike.fault().effect()) {
            case Fault.Deed deed ->
                stage.world().engine().onHistoryEvent((execution, event) -> recorded(stage, deed, execution, event));
            case Fault.Misfortune misfortune ->
                stage.world().portCalls().addFaults(call -> befalls(stage, misfortune, call));
        }
    }

    // ---- At a state

    private void recorded(Stage stage, Fault.Deed deed, String execution, HistoryEvent event) {
        String machine =
                Machine.named(stage.world().engine().describe(execution).machineName());
        boolean here = event.type().isStateEntered()
                && strike.place() instanceof Place.AtState place
                && place.state().equals(event.stateName())
                && place.machine().equals(machine);
        if (here && isStruck(++visits)) {
            stops++;
            stage.simulation().schedule(Duration.ZERO, "fault", () -> {
                stage.tell(strike.fault().words());
                deed.on(stage, execution);
            });
        }
    }

    private boolean isStruck(int visit) {
        boolean here = strike.place() instanceof Place.AtState place && place.visit() == visit;
        boolean again = strike.fault() == Fault.ROLLBACK_STOPPED_AGAIN && stops > 0 && stops < STOPS;
        return here || again;
    }

    // ---- At a call

    private @Nullable PortFault befalls(Stage stage, Fault.Misfortune misfortune, PortCall call) {
        if (!(strike.place() instanceof Place.AtCall place) || !place.isOf(call)) {
            return null;
        }
        if (place.call() == call.ordinal() + 1) {
            stage.tell(call.name() + " of " + call.function() + ": "
                    + strike.fault().words());
            struckAt = call.at();
            return misfortune.fault();
        }
        boolean lasting = struckAt != null && call.at().isBefore(struckAt.plus(misfortune.lasting()));
        return lasting ? misfortune.fault() : null;
    }
}
