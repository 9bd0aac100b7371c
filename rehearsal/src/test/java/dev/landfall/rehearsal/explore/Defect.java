package dev.landfall.rehearsal.explore;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that could be wrong with Landfall, and where an exploration shows it.
 *
 * @param plant puts it in
 * @param promise that it breaks
 * @param search the part of the whole exploration in which it shows
 * @param cover another layer that makes it harmless as long as it is there; null if none does
 */
record Defect(
        String name,
        UnaryOperator<Build> plant,
        int promise,
        Search search,
        @Nullable Cover cover) {

    /**
     * @param last course that is gone through
     * @param rows of the matrix
     */
    record Search(String last, Set<String> rows, Set<Fault> faults, int depth) {
        static Search of(String row, Fault... faults) {
            return new Search("smooth", Set.of(row), Set.of(faults), 1);
        }

        Search upTo(String course) {
            return new Search(course, rows, faults, depth);
        }

        Search inPairs() {
            return new Search(last, rows, faults, 2);
        }

        /** For people: which faults, where, and in which course at the latest. */
        String words() {
            String which = Stream.of(Fault.values())
                    .filter(faults::contains)
                    .map(fault -> "`" + fault.word() + "`")
                    .collect(Collectors.joining(" and "));
            String where = "`" + String.join("`, `", rows) + "` of `" + last + "`";
            return which + " at " + where + (depth > 1 ? ", in pairs" : "");
        }

        Bounds bounds() {
            return Bounds.upTo(Course.named(last), rows);
        }

        Explorer.Request request(String spec) {
            return new Explorer.Request("", spec, faults, depth, 1);
        }
    }

    /**
     * @param because why nothing happens with it
     * @param off takes it away
     */
    record Cover(String because, UnaryOperator<Build> off) {}

    Defect harmlessBecause(String why, UnaryOperator<Build> off) {
        return new Defect(name, plant, promise, search, new Cover(why, off));
    }

    /** As if the covering layer had never been there. */
    Build uncovered(Build sound) {
        return cover == null ? sound : cover.off().apply(sound);
    }
}
