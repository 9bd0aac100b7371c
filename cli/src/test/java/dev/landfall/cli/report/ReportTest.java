package dev.landfall.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cli.SampleRuns;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {

    @Test
    void report_ofARehearsal_tellsVerdictFiguresAndDecisions() throws Exception {
        String text =
                parsed(Report.of(SampleRuns.rolledBack())).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("The traffic of api.voucherify.io is back on Heroku, as it was found.", "ROLLED_BACK")
                .contains("ALARM: alarm api-5xx is in ALARM", "2.3 s", "alarm to first write back")
                .contains("Alarm api-5xx woke the execution", "3 of 3 data points above 2 %")
                .contains("1. Traffic only moves forward on proof.", "✓ kept", "Nobody was called.")
                .contains("--scenario errors-at-50 --seed 1");
    }

    @Test
    void report_chart_hasTitleAndDescriptionForThoseWhoDoNotSeeIt() throws Exception {
        Document report = parsed(Report.of(SampleRuns.rolledBack()));

        for (Element svg : elements(report, "svg")) {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getAttribute("viewBox")).matches("0 0 \\d+ \\d+");
            assertThat(only(svg, "title")).isEqualTo("Timeline of the shift");
            assertThat(only(svg, "desc"))
                    .contains("Share of AWS: 0 % at 0:00, 10 % at 0:12, 25 % at 0:47, 50 % at 1:23, 0 % at 1:44");
        }
        assertThat(elements(report, "svg")).hasSize(2);
    }

    @Test
    void report_identifiers_areUnique() throws Exception {
        List<String> identifiers = elements(parsed(Report.of(SampleRuns.rolledBack())), "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();

        assertThat(identifiers).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void report_chart_drawsTheStepsOfTheWeight() throws Exception {
        Element edge = elements(parsed(Report.of(SampleRuns.completed())), "path").stream()
                .filter(path -> path.getAttribute("class").equals("aws edge"))
                .findFirst()
                .orElseThrow();

        // 150 minutes from x 58 to 1032: up at 0:12, 0:47, 1:23 and 1:58, each time straight.
        assertThat(Pattern.compile("[ML]([0-9.]+)")
                        .matcher(edge.getAttribute("d"))
                        .results())
                .extracting(point -> point.group(1))
                .containsExactly(
                        "58", "58", "58", "135.9", "135.9", "363.2", "363.2", "596.9", "596.9", "824.2", "824.2",
                        "1032");
    }

    @Test
    void report_alarmTime_isDrawnAsBandAndLane() throws Exception {
        List<String> classes = elements(parsed(Report.of(SampleRuns.rolledBack())), "rect").stream()
                .map(rect -> rect.getAttribute("class"))
                .toList();

        assertThat(classes).contains("band", "alarm", "unknown");
    }

    @Test
    void report_loadsNothing_andRunsNothing() {
        assertThat(Report.of(SampleRuns.completed()))
                .doesNotContain("<script", "<link", "<img", "@import", "src=", "href=", "url(http", "url(//");
    }

    @Test
    void report_hostileNames_stayText() throws Exception {
        String hostile = "\"><script>alert('x')</script><svg onload=x>&amp;]]>\u0000\u001b[2J\uD800";

        String report = Report.of(SampleRuns.hostile(hostile));

        assertThat(report).doesNotContain("<script", "<svg onload").contains("&lt;script&gt;");
        assertThat(parsed(report).getDocumentElement().getTextContent()).contains("<script>alert('x')</script>");
    }

    @Test
    void report_sameRehearsal_givesTheSameBytes() {
        assertThat(Report.of(SampleRuns.rolledBack())).isEqualTo(Report.of(SampleRuns.rolledBack()));
    }

    private static Document parsed(String report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(report)));
    }

    private static List<Element> elements(Document document, String tag) {
        return list(document.getElementsByTagName(tag));
    }

    private static String only(Element parent, String tag) {
        List<Element> found = list(parent.getElementsByTagName(tag));
        assertThat(found).hasSize(1);
        return found.getFirst().getTextContent();
    }

    private static List<Element> list(NodeList nodes) {
        return new ArrayList<>(IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList());
    }
}
