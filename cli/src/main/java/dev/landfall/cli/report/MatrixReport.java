package dev.landfall.cli.report;

import dev.landfall.page.Amounts;
import dev.landfall.page.Markup;
import dev.landfall.page.Page;
import dev.landfall.rehearsal.explore.Exploration;
import dev.landfall.rehearsal.explore.Exploration.Cell;
import dev.landfall.rehearsal.explore.Explorer;
import dev.landfall.rehearsal.explore.Fault;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An exploration as one HTML document without scripts: states down, faults across, and behind each cell the history of
 * its worst case.
 */
public final class MatrixReport {
    private record Square(String row, Fault fault) {}

    private final Exploration found;
    private final Explorer.Request request;
    private final Map<Square, Integer> numbers = new HashMap<>();
    private final Markup html = new Markup();

    private MatrixReport(Exploration found, Explorer.Request request) {
        this.found = found;
        this.request = request;
        found.cells().forEach(cell -> numbers.put(new Square(cell.row(), cell.fault()), numbers.size()));
    }

    /** The whole document, also well-formed XML. */
    public static String of(Exploration found, Explorer.Request request) {
        return new MatrixReport(found, request).document();
    }

    private String document() {
        Page.open(html, headline(), "class", "matrix-page");
        header();
        figures();
        broken();
        matrix();
        legend();
        histories();
        return Page.close(html);
    }

    private String headline() {
        return found.broken().isEmpty()
                ? "Every promise was kept, every time"
                : Amounts.count(found.broken().size(), "way") + " to break a promise";
    }

    private void header() {
        html.open("header");
        html.element("p", "Landfall exploration", "class", "eyebrow");
        html.element("h1", headline());
        html.element(
                "p",
                "One fault at a time, at every state that the machines enter and at every call that their functions make"
                        + (request.depth() > 1 ? ", and a second one on the way back" : "")
                        + ". Then the world was left alone, and judged by what stood in it.",
                "class",
                "scenario");
        html.close("header");
    }

    private void figures() {
        html.open("dl", "class", "figures");
        figure("Scenarios", Amounts.count(found.scenarios()));
        figure("States", Amounts.count(found.states().size()));
        figure("Calls of ports", Amounts.count(found.calls().size()));
        figure("Faults", Amounts.count(found.faults().size()));
        figure("Worst harm", Amounts.span(Duration.ofSeconds(Math.round(found.worstHarmSeconds()))));
        Double reaction = found.worstReactionSeconds();
        figure("Worst reaction", reaction == null ? "–" : Amounts.seconds(reaction));
        html.close("dl");
    }

    private void figure(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    private void broken() {
        if (found.broken().isEmpty()) {
            return;
        }
        html.element("h2", "Broken promises").open("ul", "class", "promises");
        for (Exploration.Broken broken : found.broken()) {
            html.open("li", "class", "broken");
            html.element("span", "✗ " + broken.promise(), "class", "badge");
            html.open("div").element("p", broken.evidence(), "class", "what");
            html.element("p", broken.state() + ", " + broken.fault(), "class", "why");
            html.open("p", "class", "why").element("code", broken.replay()).close("p");
            html.close("div").close("li");
        }
        html.close("ul");
    }

    // ---- States down, faults across

    private void matrix() {
        Set<Fault> faults =
                found.cells().stream().map(Cell::fault).sorted().collect(Collectors.toCollection(LinkedHashSet::new));
        Map<Square, Cell> cells = found.cells().stream()
                .collect(Collectors.toMap(cell -> new Square(cell.row(), cell.fault()), cell -> cell));
        html.element("h2", "States and faults")
                .open("div", "class", "scroll matrix")
                .open("table");
        html.open("thead").open("tr").element("th", "");
        faults.forEach(fault -> html.open("th", "scope", "col", "title", fault.words())
                .element("span", fault.word())
                .close("th"));
        html.close("tr").close("thead").open("tbody");
        for (String row : rows()) {
            html.open("tr").element("th", row, "scope", "row");
            faults.forEach(fault -> cell(cells, new Square(row, fault)));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    /** The machines' states in the order of a shift, then the functions that no state calls. */
    private Set<String> rows() {
        return found.cells().stream()
                .map(Cell::row)
                .sorted(Comparator.comparing(MatrixReport::group))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static int group(String row) {
        return row.startsWith("shift.") ? 0 : row.startsWith("rollback.") ? 1 : 2;
    }

    private void cell(Map<Square, Cell> cells, Square square) {
        Cell cell = cells.get(square);
        if (cell == null) {
            html.element("td", "");
            return;
        }
        boolean kept = cell.broken().isEmpty();
        String harm = cell.harmSeconds() == 0 ? "" : " " + Math.round(cell.harmSeconds()) + " s";
        html.open("td", "class", kept ? harm.isEmpty() ? "kept" : "kept harmed" : "broken")
                .open("a", "href", "#case-" + numbers.get(square), "title", title(cell))
                .text((kept ? "✓" : "✗") + harm)
                .close("a")
                .close("td");
    }

    private static String title(Cell cell) {
        return cell.row() + ", " + cell.fault().words() + ": " + outcomes(cell);
    }

    private static String outcomes(Cell cell) {
        return cell.outcomes().entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                .collect(Collectors.joining(", "));
    }

    private void legend() {
        html.element(
                "p",
                "✓ every promise was kept; ✗ one was broken; seconds are how long more than 1 % of the users' requests failed"
                        + " in the worst case of the cell. A blank: the fault cannot befall anything there. Choose a cell to"
                        + " read what happened.",
                "class",
                "scenario");
    }

    // ---- Behind each cell

    private void histories() {
        found.cells().forEach(this::history);
    }

    private void history(Cell cell) {
        html.open("section", "class", "case", "id", "case-" + numbers.get(new Square(cell.row(), cell.fault())));
        html.element("h2", cell.row() + ": " + cell.fault().words());
        html.element("p", outcomes(cell) + "; the worst of them:", "class", "scenario");
        lines(cell.history());
        html.open("p", "class", "why")
                .text("To see it again: ")
                .element("code", cell.replay())
                .close("p");
        html.open("p").element("a", "close", "href", "#").close("p");
        html.close("section");
    }

    /** The fault itself stands out. */
    private void lines(List<String> history) {
        html.open("pre");
        for (String line : history) {
            if (line.contains("  ! ")) {
                html.element("b", line);
            } else {
                html.text(line);
            }
            html.text("\n");
        }
        html.close("pre");
    }
}
