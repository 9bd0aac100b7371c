package dev.landfall.rehearsal.explore;

import java.util.List;
import java.util.Set;

/**
 * A part of an exploration: of its cases those that are within, each as it is in the whole.
 *
 * @param courses from the first of all, since what one leads into the next need not
 * @param rows of the matrix; empty for all
 * @param untilBroken whether the first broken promise is enough
 */
record Bounds(List<Course> courses, Set<String> rows, boolean untilBroken) {

    static final Bounds NONE = new Bounds(Course.all(), Set.of(), false);

    Bounds {
        courses = List.copyOf(courses);
        rows = Set.copyOf(rows);
    }

    static Bounds upTo(Course last, Set<String> rows) {
        List<Course> all = Course.all();
        return new Bounds(all.subList(0, all.indexOf(last) + 1), rows, false);
    }

    Bounds untilBroken(boolean first) {
        return new Bounds(courses, rows, first);
    }

    boolean include(Sighting sighting) {
        return rows.isEmpty() || rows.contains(sighting.row());
    }

    boolean isReached(int broken) {
        return untilBroken && broken > 0;
    }
}
