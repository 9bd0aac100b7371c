package dev.landfall.rehearsal.world;

import dev.landfall.health.AlarmReading.State;
import dev.landfall.rehearsal.world.AlarmRule.Datum;
import dev.landfall.rehearsal.world.AlarmRule.MissingData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which of its last periods put an alarm into ALARM.
 *
 * @param datapoints how many of the last {@code of} data points must breach
 */
record Periods(int datapoints, int of, MissingData missing) {

    /** How CloudWatch looks further back than the alarm's periods, for data that is late. */
    private static final int LOOKS_FURTHER_BACK = 2;

    /** How many periods {@link #evaluate} wants. */
    int range() {
        return of + LOOKS_FURTHER_BACK;
    }

    /**
     * The next state, by CloudWatch's documented rules: real data points fill the {@code of} as far as they go, back
     * to the start of the range, and only what is still lacking is filled in as the alarm treats missing data.
     *
     * @param range one for each period of the evaluation range, oldest first
     */
    State evaluate(List<Datum> range, State present) {
        List<Datum> real = new ArrayList<>(range);
        real.removeIf(datum -> datum == Datum.NONE);
        if (real.size() >= of) {
            return stateOf(breaching(real.subList(real.size() - of, real.size())));
        }
        if (real.isEmpty()) {
            return withoutData(present);
        }
        int breaching = breaching(real);
        return switch (missing) {
            case BREACHING -> stateOf(breaching + of - real.size());
            case NOT_BREACHING -> stateOf(breaching);
            case IGNORE -> breaching < real.size() || breaching >= datapoints ? stateOf(breaching) : present;
            case MISSING ->
                breaching < real.size() || breaching >= datapoints
                        ? stateOf(breaching)
                        : nothingButBreaches(range, present);
        };
    }

    private State withoutData(State present) {
        return switch (missing) {
            case MISSING -> State.INSUFFICIENT_DATA;
            case BREACHING -> State.ALARM;
            case NOT_BREACHING -> State.OK;
            case IGNORE -> present;
        };
    }

    /** Too few data points, all of them bad: an alarm if the oldest is as old as the data points it takes. */
    private State nothingButBreaches(List<Datum> range, State present) {
        int age = range.size() - range.indexOf(Datum.BREACHING);
        return age >= datapoints ? State.ALARM : present;
    }

    private State stateOf(int breaching) {
        return breaching >= datapoints ? State.ALARM : State.OK;
    }

    private static int breaching(List<Datum> data) {
        return Collections.frequency(data, Datum.BREACHING);
    }
}
