package dev.landfall.rehearsal.explore;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One run with faults. Its text names it, so that exactly this one can be run again. */
record Case(Course course, List<Strike> strikes) {

    Case {
        strikes = List.copyOf(strikes);
    }

    /** @param row of the matrix: the state, or the function that no state calls */
    record Strike(Place place, Fault fault, String row) {
        Strike {
            if (!fault.mayBefall(place)) {
                throw new InvalidCaseException("fault: \"" + fault.word() + "\" cannot happen at " + place);
            }
        }
    }

    /** {@code smooth:shift.SetWeight#2:execution-stopped}, with a second strike behind a plus sign. */
    @Override
    public String toString() {
        return course.name() + ":"
                + strikes.stream()
                        .map(strike -> strike.place() + ":" + strike.fault().word())
                        .collect(Collectors.joining("+"));
    }

    /** @throws InvalidCaseException if the text names no case */
    static Case parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidCaseException(
                    "case: \"" + text + "\" must be like smooth:shift.SetWeight#2:execution-stopped");
        }
        Course course = Course.named(text.substring(0, colon));
        List<Strike> strikes = Arrays.stream(text.substring(colon + 1).split("\\+", -1))
                .map(Case::strike)
                .toList();
        return new Case(course, strikes);
    }

    private static Strike strike(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new InvalidCaseException("strike: \"" + text + "\" must be a place and a fault with a colon between");
        }
        String place = text.substring(0, colon);
        return new Strike(Place.parse(place), Fault.named(text.substring(colon + 1)), place);
    }
}
