package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.world.PortCall;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment of a run. The same seed and course lead to it again, as long as nothing strikes before. */
sealed interface Place {

    String AFTER = "/after";
    Pattern FORM = Pattern.compile("(\\w+)\\.(\\w+)#([1-9][0-9]{0,8})(" + AFTER + ")?");

    /** {@code shift.SetWeight#2}: the second time that a shift enters this state. */
    record AtState(String machine, String state, int visit) implements Place {
        @Override
        public String toString() {
            return machine + "." + state + "#" + visit;
        }
    }

    /**
     * {@code TrafficRouter.replace#3}: right before the third call of this method, by whichever function.
     *
     * @param after {@code TrafficRouter.replace#3/after}: it has come back, and the function has not gone on. Only after
     *     the last call of a run is this a moment of its own, since no time passes between two calls.
     */
    record AtCall(String port, String method, int call, boolean after) implements Place {
        String name() {
            return port + "." + method;
        }

        /** Whether it is this call or another of the same name. */
        boolean isOf(PortCall other) {
            return method.equals(other.method()) && port.equals(other.port());
        }

        @Override
        public String toString() {
            return name() + "#" + call + (after ? AFTER : "");
        }
    }

    /** Reads what {@code toString} gives. */
    static Place parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new InvalidCaseException(
                    "place: \"" + text + "\" must be like shift.SetWeight#2 or TrafficRouter.replace#3");
        }
        String first = parts.group(1);
        int number = Integer.parseInt(parts.group(3));
        boolean after = parts.group(4) != null;
        boolean isState = first.equals(Machine.SHIFT) || first.equals(Machine.ROLLBACK);
        if (isState && after) {
            throw new InvalidCaseException("place: \"" + text + "\" names a state; only a call has an " + AFTER);
        }
        return isState ? new AtState(first, parts.group(2), number) : new AtCall(first, parts.group(2), number, after);
    }
}
