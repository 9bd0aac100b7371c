package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.heroku.HerokuErrors;
import dev.landfall.heroku.HerokuException;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.states.HistoryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fleet machine's file, the assess machine's below it, and the functions themselves, over ports in memory. */
class FleetMachineTest {
    private static final String NAMELESS = "(an item without app)";
    private static final String NOT_FOUND = HerokuException.AppNotFound.class.getName();
    private static final String NOT_THERE =
            String.valueOf(HerokuErrors.appNotFound().getMessage());

    private final AssessMachines machines = new AssessMachines();
    private final Set<String> running = new HashSet<>();
    private final Map<String, Integer> mostAtOnce = new HashMap<>();
    private final List<ExecutionDescription> started = new ArrayList<>();

    @BeforeEach
    void listen() {
        machines.given.heroku(this::read);
        machines.pace(Duration.ofSeconds(5));
        machines.engine.onStatusChange(this::changed);
    }

    @AfterEach
    void close() {
        machines.close();
    }

    @Test
    void fleet_twelveItemsOfWhichThreeCannotBeAssessed_plansTheOthersAndTellsOfAllInOneTable() {
        stopWhatAssesses("halted", "STOPPED", "by ada");

        ExecutionDescription ended = fleet(
                app("a1"),
                app("a2"),
                app("gone"),
                app("a3"),
                "{\"name\": \"a4\"}",
                app("a5"),
                app("halted"),
                app("a6"),
                app("a7"),
                app("a8"),
                app("a9"),
                app("blocked"));

        assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.output()).isEqualTo(AssessMachines.json("""
                {"summary": "summaries/f.json", "table": "summaries/f.csv", "planned": 9, "ready": 8, "failed": 3}"""));
        assertThat(apps())
                .extracting(row -> row.path("app").asText())
                .containsExactly(NAMELESS, "a1", "a2", "a3", "a5", "a6", "a7", "a8", "a9", "blocked", "gone", "halted");
        assertThat(row("a1").path("plan").asText()).startsWith("plans/");
        assertThat(machines.given.text(row("a1").path("plan").asText()))
                .contains(row("a1").path("digest").asText());
        assertThat(row("blocked").path("blockers")).isNotEmpty();
        assertFailed("gone", NOT_FOUND, NOT_THERE);
        assertFailed("halted", "STOPPED", "by ada");
        assertThat(row(NAMELESS).path("error").asText()).isEqualTo("dev.landfall.lambda.MalformedInputException");
        assertThat(row(NAMELESS).path("cause").asText()).startsWith("input is no Input because of app");
    }

    @Test
    void fleet_itsTable_isTheSameAsCsv() {
        fleet(app("a1"), app("gone"), "7");

        List<String> lines = machines.given.text("summaries/f.csv").lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("app,plan,page,digest,blockers,warnings,error,cause");
        assertThat(lines.get(1)).startsWith("\"" + NAMELESS + "\",\"\",\"\",\"\",\"\",\"");
        assertThat(lines.get(2)).startsWith("\"a1\",\"" + row("a1").path("plan").asText() + "\"");
        assertThat(lines.get(3)).isEqualTo("\"gone\",\"\",\"\",\"\",\"\",\"\",\"%s\",\"%s\"", NOT_FOUND, NOT_THERE);
    }

    @Test
    void fleet_ofManyApps_assessesThreeAtOnceAndNeverMore() {
        fleet(IntStream.range(0, 50).mapToObj(index -> app("a" + index)).toArray(String[]::new));

        assertThat(mostAtOnce).containsEntry("assess", 3).containsEntry("fleet/AssessEach", 3);
        assertThat(apps()).hasSize(50).allMatch(row -> row.has("plan"));
        assertThat(running).isEmpty();
    }

    @Test
    void fleet_whenRequestsAreUsedUp_waitsAndPlansAll() {
        Map<String, Integer> asked = new HashMap<>();
        machines.given.heroku(app -> {
            if (asked.merge(app, 1, Integer::sum) < 10) {
                throw HerokuErrors.rateLimited();
            }
            return SomeInventory.withWeb().build();
        });

        fleet(IntStream.range(0, 6).mapToObj(index -> app("a" + index)).toArray(String[]::new));

        assertThat(apps()).hasSize(6).allMatch(row -> row.has("plan"));
    }

    @Test
    void fleet_itemsThatAreNoInput_areALineEach() {
        ExecutionDescription ended = fleet("{}", "\"shop\"", "[]", "7", "null", "{\"app\": {\"a\": 1}}", app("a1"));

        assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(apps()).hasSize(7);
        assertThat(apps().subList(0, 6)).allSatisfy(row -> {
            assertThat(row.path("app").asText()).isEqualTo(NAMELESS);
            assertThat(row.path("error").asText()).isNotEmpty();
            assertThat(row.path("cause").asText()).isNotEmpty();
        });
    }

    @Test
    void fleet_anItemWhoseOwnExecutionIsStopped_isALineTooAndStopsNoOther() {
        machines.simulation.schedule(
                Duration.ofSeconds(1),
                "an operator",
                () -> started.stream()
                        .filter(execution -> execution.machineName().equals("fleet/AssessEach"))
                        .filter(execution ->
                                execution.input().path("app").asText().equals("a2"))
                        .forEach(execution -> machines.engine.stop(execution.executionArn(), "STOPPED", "by ada")));

        ExecutionDescription ended = fleet(app("a1"), app("a2"), app("a3"), app("a4"));

        assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertFailed("a2", "STOPPED", "by ada");
        assertThat(apps()).hasSize(4).filteredOn(row -> row.has("plan")).hasSize(3);
        assertThat(running).isEmpty();
    }

    @Test
    void fleet_anAssessmentThatIsStoppedWithoutAWord_tellsHowItEnded() {
        stopWhatAssesses("halted", "", "");

        fleet(app("halted"), app("a1"));

        assertFailed("halted", "States.TaskFailed", "the execution ended ABORTED");
        assertThat(row("a1").has("plan")).isTrue();
    }

    /** Step Functions gives no execution more than 256 KiB, and one item that is larger would end them all. */
    @ParameterizedTest
    @ValueSource(ints = {60_000, 262_100, 500_000})
    void fleet_anItemThatIsTooLarge_isALineTooAndStopsNoOther(int length) {
        ExecutionDescription ended =
                fleet("{\"app\": \"large\", \"region\": \"%s\"}".formatted("x".repeat(length)), app("a1"), app("a2"));

        assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertFailed(
                "large",
                "TooLarge",
                "the item has more than 60,000 characters; allowed is an input of the assess machine");
        assertThat(apps()).hasSize(3).filteredOn(row -> row.has("plan")).hasSize(2);
    }

    @Test
    void fleet_anAppWithALongNameOrNone_isALineAllTheSame() {
        fleet("{\"app\": \"%s\"}".formatted("x".repeat(300_000)), "\"%s\"".formatted("x".repeat(300_000)));

        assertThat(apps())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.path("error").asText()).isEqualTo("TooLarge"));
    }

    @Test
    void fleet_withoutItems_isATableWithoutLines() {
        ExecutionDescription ended = fleet();

        assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(apps()).isEmpty();
        assertThat(machines.called).containsExactly("Summarize");
    }

    @Test
    void fleet_aListThatIsNotThere_failsWithOneCause() {
        ExecutionDescription ended = machines.run("fleet", "f", "{\"list\": \"fleets/none.json\"}");

        assertUnread(ended, "The specified key does not exist.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop, api", "[{\"app\": \"shop\"}", "{\"app\": \"shop\"}", "[]]"})
    void fleet_aListThatIsNone_failsWithOneCause(String list) {
        machines.given.put("fleets/some.json", list);

        ExecutionDescription ended = machines.run("fleet", "f", "{\"list\": \"fleets/some.json\"}");

        assertUnread(ended, list.startsWith("{") ? "non-iterable" : "fleets/some.json is no JSON");
    }

    @Test
    void fleet_anInputWithoutList_failsAndSaysSo() {
        ExecutionDescription ended = machines.run("fleet", "f", "{}");

        assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(ended.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(ended.cause()).contains("$states.input.list");
    }

    @Test
    void fleet_thatIsStopped_endsItsAssessmentsAndStartsNoOther() {
        String fleet =
                start(IntStream.range(0, 10).mapToObj(index -> app("a" + index)).toArray(String[]::new));
        machines.simulation.schedule(
                Duration.ofSeconds(12), "an operator", () -> machines.engine.stop(fleet, "STOPPED", "by ada"));
        machines.simulation.runUntilIdle();

        assertThat(machines.engine.describe(fleet).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(running).isEmpty();
        assertThat(machines.engine.list("assess")).hasSizeLessThan(10);
        assertThat(machines.called).doesNotContain("Summarize");
    }

    /** Each app takes the three hours in which the assess machine asks again, and three are asked at once. */
    @Test
    void fleet_thatWouldTakeMoreThanADay_beginsNoMoreInTimeAndHasItsTable() {
        machines.given.heroku(app -> {
            throw HerokuErrors.rateLimited();
        });

        ExecutionDescription ended = fleet(
                IntStream.range(100, 140).mapToObj(index -> app("a" + index)).toArray(String[]::new));

        assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(apps()).hasSize(40);
        assertThat(row("a100").path("error").asText()).contains("RateLimited");
        assertFailed("a139", "NotBegun", "its turn did not come within 70,000 s; start a fleet with what is left");
        assertThat(machines.engine.list("assess")).hasSizeBetween(10, 30);
        assertThat(running).isEmpty();
    }

    private Inventory read(String app) throws HerokuException {
        if (app.equals("gone")) {
            throw HerokuErrors.appNotFound();
        }
        return app.equals("blocked")
                ? SomeInventory.withWeb()
                        .addOn("scheduler", "standard", "SCHEDULER")
                        .build()
                : SomeInventory.withWeb().build();
    }

    private static String app(String name) {
        return "{\"app\": \"%s\", \"region\": \"eu-west-1\"}".formatted(name);
    }

    private ExecutionDescription fleet(String... items) {
        String fleet = start(items);
        machines.simulation.runUntilIdle();
        return machines.engine.describe(fleet);
    }

    private String start(String... items) {
        machines.given.put("fleets/some.json", "[" + String.join(", ", items) + "]");
        return machines.engine
                .startExecution("fleet", "f", AssessMachines.json("{\"list\": \"fleets/some.json\"}"))
                .executionArn();
    }

    /** A second after it was started. */
    private void stopWhatAssesses(String app, String error, String cause) {
        machines.engine.onStatusChange(execution -> {
            if (isRunning(execution)
                    && execution.machineName().equals("assess")
                    && execution.input().path("app").asText().equals(app)) {
                machines.simulation.schedule(
                        Duration.ofSeconds(1),
                        "an operator",
                        () -> machines.engine.stop(execution.executionArn(), error, cause));
            }
        });
    }

    private void changed(ExecutionDescription execution) {
        if (!isRunning(execution)) {
            running.remove(execution.executionArn());
            return;
        }
        started.add(execution);
        running.add(execution.executionArn());
        String machine = execution.machineName();
        int now = (int) running.stream()
                .filter(arn -> arn.contains(":execution:" + machine + ":"))
                .count();
        mostAtOnce.merge(machine, now, Math::max);
    }

    private static boolean isRunning(ExecutionDescription execution) {
        return execution.status() == ExecutionStatus.RUNNING;
    }

    private List<JsonNode> apps() {
        return AssessMachines.json(machines.given.text("summaries/f.json"))
                .path("apps")
                .valueStream()
                .toList();
    }

    private JsonNode row(String app) {
        return apps().stream()
                .filter(row -> row.path("app").asText().equals(app))
                .findFirst()
                .orElseThrow();
    }

    private void assertFailed(String app, String error, String cause) {
        assertThat(row(app))
                .isEqualTo(AssessMachines.json(
                        "{\"app\": \"%s\", \"error\": \"%s\", \"cause\": \"%s\"}".formatted(app, error, cause)));
    }

    private void assertUnread(ExecutionDescription ended, String cause) {
        assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(machines.engine.history(ended.executionArn()))
                .extracting(HistoryEvent::stateName)
                .contains("NotSummarized");
        assertThat(ended.error()).isEqualTo("States.ItemReaderFailed");
        assertThat(Objects.requireNonNull(ended.cause())).contains(cause).doesNotContain("\n");
        assertThat(machines.called).isEmpty();
        assertThat(running).isEmpty();
    }
}
