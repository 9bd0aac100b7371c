package dev.landfall.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One table of a whole fleet, by name.
 *
 * @param at when it was made, ISO instant
 * @param ready apps with a plan and no blocker
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FleetSummary(String at, int planned, int ready, int failed, List<FleetRow> apps) {
    private static final List<String> COLUMNS =
            List.of("app", "plan", "page", "digest", "blockers", "warnings", "error", "cause");

    /** What a spreadsheet takes for a formula; an app's list may come from anybody. */
    private static final Pattern FORMULA = Pattern.compile("^[=+@\\t\\r-]");

    FleetSummary {
        apps = List.copyOf(apps);
    }

    static FleetSummary of(List<FleetRow> rows, String at) {
        List<FleetRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(FleetRow::app));
        int planned = (int) rows.stream().filter(FleetRow::isPlanned).count();
        int ready = (int) rows.stream().filter(FleetSummary::isReady).count();
        return new FleetSummary(at, planned, ready, rows.size() - planned, sorted);
    }

    private static boolean isReady(FleetRow row) {
        return row.isPlanned() && blockers(row).isEmpty();
    }

    /** As RFC 4180 has it. */
    String csv() {
        Stream<String> lines = Stream.concat(
                Stream.of(String.join(",", COLUMNS)), apps.stream().map(FleetSummary::line));
        return lines.map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static String line(FleetRow row) {
        return Stream.of(
                        row.app(),
                        text(row.plan()),
                        text(row.page()),
                        text(row.digest()),
                        String.join(" ", blockers(row)),
                        text(row.warnings()),
                        text(row.error()),
                        text(row.cause()))
                .map(FleetSummary::field)
                .collect(Collectors.joining(","));
    }

    private static List<String> blockers(FleetRow row) {
        return Objects.requireNonNullElse(row.blockers(), List.of());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String field(String text) {
        String harmless = FORMULA.matcher(text).find() ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
