package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured stands in the plan, on the terminal and on the page, with its largest values and shares. */
class UsageShownTest {
    private static final String LOG = """
            2026-02-20T12:00:00+00:00 heroku[web.1]: source=web.1 sample#load_avg_1m=0.10
            2026-02-20T12:00:00+00:00 heroku[web.1]: source=web.1 sample#memory_total=300.00MB sample#memory_swap=0.00MB
            2026-02-20T12:01:00+00:00 heroku[web.1]: source=web.1 sample#load_avg_1m=0.10
            2026-02-20T12:01:00+00:00 heroku[web.1]: source=web.1 sample#memory_total=900.00MB sample#memory_swap=0.00MB
            2026-02-20T12:01:00+00:00 heroku[web.1]: Error R14 (Memory quota exceeded)
            2026-02-20T12:01:20+00:00 heroku[web.1]: Error R14 (Memory quota exceeded)
            2026-02-20T12:02:00+00:00 heroku[router]: at=info path="/" service=8ms status=200
            2026-02-20T12:03:00+00:00 heroku[router]: at=error code=H13 path="/" service=8ms status=503
            """;

    @TempDir
    private Path folder;

    private String shown = "";

    @BeforeEach
    void assess() throws IOException {
        Path app = Files.writeString(
                folder.resolve("app.yaml"),
                "{app: shop, region: us, processes: [{name: web, size: standard-2x, quantity: 2}]}");
        Path log = Files.writeString(folder.resolve("shop.log"), LOG);
        Command command = Command.offline();
        assertThat(command.run(
                        "assess", "--inventory", app.toString(), "--out", folder.toString(), "--logs", log.toString()))
                .as(command.err())
                .isZero();
        shown = PlanCommandTest.done("show", folder.resolve("plan.json").toString());
    }

    @Test
    void assess_log_showsQuantilesAndTheLargest() throws IOException {
        assertThat(shown)
                .contains("memory, MB: p50 301, p95 900, p99 900, max 900")
                .contains("load: p50 0.10, p95 0.10, p99 0.10, max 0.10");
        assertThat(page())
                .contains("<td>p50 301, p95 900, p99 900, max 900</td>")
                .contains("<td>p50 0.10, p95 0.10, p99 0.10, max 0.10</td>");
        assertThat(plan().at("/usage/processes/web/memoryMb/max").asDouble()).isEqualTo(900);
    }

    @Test
    void assess_log_showsEachErrorsShare() throws IOException {
        assertThat(shown).contains("errors: H13 50 % of requests, R14 25 % of minutes");
        assertThat(page())
                .contains("<tr><td>H13</td><td>1</td><td>50 % of requests</td></tr>")
                .contains("<tr><td>R14</td><td>2</td><td>25 % of minutes</td></tr>");
        assertThat(plan().at("/usage/errorShares/R14").toString())
                .isEqualTo("{\"unit\":\"minutes\",\"seen\":1,\"of\":4,\"share\":0.25}");
    }

    /** Friday is the fifth row, noon the thirteenth column. */
    @Test
    void assess_log_drawsEachHourOfTheWeek() throws IOException {
        assertThat(page())
                .contains("<rect class=\"shade-5\" x=\"407\" y=\"143\" width=\"28\" height=\"28\">"
                        + "<title>Fri 12 h: 0.0 requests a second, p50 8 ms, p95 8 ms</title></rect>")
                .containsOnlyOnce("shade-5\"");
    }

    @Test
    void assess_log_isAPageThatBeginsWithWhatStandsInTheWay() throws IOException {
        assertThat(PlanPage.headings(page()))
                .containsExactly(
                        "What stands in the way",
                        "What it costs a month",
                        "What runs, before and after",
                        "What it uses",
                        "Domains",
                        "The order of steps",
                        "What was found, and where");
    }

    private JsonNode plan() throws IOException {
        return PlanJson.valid(Files.readString(folder.resolve("plan.json")));
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("plan.html"));
    }
}
