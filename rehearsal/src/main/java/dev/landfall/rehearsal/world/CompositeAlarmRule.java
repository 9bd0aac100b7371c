package dev.landfall.rehearsal.world;

import dev.landfall.health.AlarmReading.State;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** When a composite alarm is in ALARM: the AlarmRule of CloudWatch's PutCompositeAlarm. */
public sealed interface CompositeAlarmRule extends AlarmDefinition {

    /**
     * Reads CloudWatch's own notation: {@code ALARM("a") AND NOT (OK(b) OR INSUFFICIENT_DATA(c))}, {@code TRUE},
     * {@code FALSE}.
     *
     * @throws IllegalArgumentException if it is not well-formed, or has a function that is not known; in one line
     */
    static CompositeAlarmRule parse(String rule) {
        return new AlarmRuleReader(rule).read();
    }

    /** @param states of the alarms by their names */
    boolean holds(Function<String, State> states);

    /** The names of all alarms that it looks at. */
    default Set<String> alarms() {
        Set<String> alarms = new TreeSet<>();
        addAlarms(alarms);
        return alarms;
    }

    void addAlarms(Set<String> alarms);

    /** {@code ALARM(name)}, {@code OK(name)} or {@code INSUFFICIENT_DATA(name)}. */
    record In(State state, String alarm) implements CompositeAlarmRule {
        @Override
        public boolean holds(Function<String, State> states) {
            return states.apply(alarm) == state;
        }

        @Override
        public void addAlarms(Set<String> alarms) {
            alarms.add(alarm);
        }
    }

    record Constant(boolean holds) implements CompositeAlarmRule {
        @Override
        public boolean holds(Function<String, State> states) {
            return holds;
        }

        @Override
        public void addAlarms(Set<String> alarms) {}
    }

    record Not(CompositeAlarmRule rule) implements CompositeAlarmRule {
        @Override
        public boolean holds(Function<String, State> states) {
            return !rule.holds(states);
        }

        @Override
        public void addAlarms(Set<String> alarms) {
            rule.addAlarms(alarms);
        }
    }

    record And(CompositeAlarmRule left, CompositeAlarmRule right) implements CompositeAlarmRule {
        @Override
        public boolean holds(Function<String, State> states) {
            return left.holds(states) && right.holds(states);
        }

        @Override
        public void addAlarms(Set<String> alarms) {
            left.addAlarms(alarms);
            right.addAlarms(alarms);
        }
    }

    record Or(CompositeAlarmRule left, CompositeAlarmRule right) implements CompositeAlarmRule {
        @Override
        public boolean holds(Function<String, State> states) {
            return left.holds(states) || right.holds(states);
        }

        @Override
        public void addAlarms(Set<String> alarms) {
            left.addAlarms(alarms);
            right.addAlarms(alarms);
        }
    }
}
