package dev.landfall.addons;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of postgres-extensions.yaml.
 *
 * @param read the day up to which the list was read, ISO date
 * @param minors the newest of each major on that day
 * @param note on the schema in which Heroku kept extensions
 */
record ExtensionFile(
        String read, List<String> minors, List<Offer> onRds, List<Instead> insteads, String note, String noteSource) {

    ExtensionFile {
        minors = List.copyOf(minors);
        onRds = List.copyOf(onRds);
        insteads = List.copyOf(insteads);
        Sources.require(noteSource, read);
    }

    /**
     * Extensions that RDS for PostgreSQL has.
     *
     * @param names as CREATE EXTENSION takes them
     * @param checked the day on which the source was opened and told it, ISO date; null if nobody opened it
     */
    record Offer(
            List<Integer> majors,
            List<String> names,
            String source,
            @Nullable String checked) {

        Offer {
            majors = List.copyOf(majors);
            names = List.copyOf(names);
            Sources.require(source, checked);
        }
    }

    /** What takes the place of one that RDS has not. */
    record Instead(
            String name,
            String instead,
            String source,
            @Nullable String checked) {

        Instead {
            Sources.require(source, checked);
        }
    }
}
