package dev.landfall.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.rehearsal.explore.Exploration;
import dev.landfall.rehearsal.explore.Explorer;
import dev.landfall.rehearsal.explore.Fault;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class MatrixReportTest {
    private static final Explorer.Request REQUEST = new Explorer.Request("", "", EnumSet.allOf(Fault.class), 1, 1);
    private static final Exploration.Cell KEPT = cell("shift.Park", Fault.AWS_FAILS, 90, List.of());
    private static final Exploration.Cell BROKEN = cell("SweepFunction", Fault.KILLED_AFTER, 0, List.of(3));

    @Test
    void of_explorationWithoutBreach_saysSoAndHasEachHistory() throws Exception {
        String text = parsed(found(List.of(), KEPT)).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("Every promise was kept, every time", "✓ 90 s", "aws-fails")
                .contains("+00:12:00  AWS has 10 %", "./landfall explore --replay shift.Park");
    }

    @Test
    void of_brokenPromise_isToldFirst() throws Exception {
        Exploration.Broken broken = new Exploration.Broken(
                3, "SweepFunction", "killed-after", "./landfall explore --replay x", "left behind", List.of());
        String text = parsed(found(List.of(broken), KEPT, BROKEN))
                .getDocumentElement()
                .getTextContent();

        assertThat(text).contains("1 way to break a promise", "left behind", "✗");
        assertThat(text.indexOf("left behind")).isLessThan(text.indexOf("States and faults"));
    }

    /** A shift's states before the functions that no state calls, whichever was met first. */
    @Test
    void of_rows_areInTheOrderOfAShift() {
        String html = MatrixReport.of(found(List.of(), BROKEN, KEPT), REQUEST);

        assertThat(html.indexOf("scope=\"row\">shift.Park")).isPositive();
        assertThat(html.indexOf("scope=\"row\">shift.Park")).isLessThan(html.indexOf("scope=\"row\">SweepFunction"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shift.Park", "SweepFunction"})
    void of_eachCell_leadsToItsOwnHistory(String row) throws Exception {
        Document html = parsed(found(List.of(), KEPT, BROKEN));
        String target = elements(html, "a")
                .filter(link -> link.getAttribute("title").startsWith(row + ","))
                .map(link -> link.getAttribute("href"))
                .collect(Collectors.joining());

        assertThat(elements(html, "section").filter(section -> target.equals("#" + section.getAttribute("id"))))
                .singleElement()
                .satisfies(history -> assertThat(history.getTextContent()).startsWith(row + ":"));
    }

    private static Stream<Element> elements(Document html, String name) {
        NodeList found = html.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    private static Exploration.Cell cell(String row, Fault fault, double harm, List<Integer> broken) {
        return new Exploration.Cell(
                row,
                fault,
                new TreeMap<>(Map.of("ROLLED_BACK", 1)),
                new TreeSet<>(broken),
                harm,
                "./landfall explore --replay " + row,
                List.of("+00:12:00  AWS has 10 %"));
    }

    private static Exploration found(List<Exploration.Broken> broken, Exploration.Cell... cells) {
        return new Exploration(
                2,
                new TreeSet<>(List.of("shift.Park")),
                List.of("aws-fails"),
                broken,
                1000,
                120,
                90,
                3.4,
                new TreeSet<>(),
                List.of(cells));
    }

    /** Well-formed XML too, so that nothing can be left unescaped or open. */
    private static Document parsed(Exploration found) throws Exception {
        String html = MatrixReport.of(found, REQUEST);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        html.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    }
}
