package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.lambda.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {
    /** Without an answer for its add-on, so it has a blocker. */
    private static final String APP = """
            app: shop
            region: us
            processes: [{name: web, size: basic, quantity: 1}]
            addOns: [{service: no-such-service, plan: x}]
            """;

    private static final String BLOCKER = "ADD_ON_WITHOUT_ANSWER";

    @TempDir
    private Path folder;

    private Path plan = Path.of("");

    @BeforeEach
    void assess() throws IOException {
        plan = assessed("one", APP);
    }

    @Test
    void show_plan_saysWhatTheAssessmentSaid() {
        assertThat(done("show", plan.toString()))
                .contains("shop → us-east-1", BLOCKER, "digest   sha256:")
                .contains("  1 add-on, 0 config vars, 0 domains\n")
                .doesNotContain("on the sources");
    }

    @Test
    void show_html_writesTheSamePageAsTheAssessment() throws IOException {
        Path page = folder.resolve("again.html");

        done("show", plan.toString(), "--html", page.toString());

        assertThat(Files.readString(page)).isEqualTo(Files.readString(plan.resolveSibling("plan.html")));
    }

    @Test
    void show_html_hasTheInventoryWithItsSource() throws IOException {
        assertThat(shownPage(0))
                .contains("<summary>Inventory</summary>")
                .contains("<tr><td>region</td><td>us</td><td>the recorded inventory</td></tr>");
    }

    /** The add-on has no price on either side. */
    @Test
    void show_htmlOfCostsWithGaps_saysThatTheBillsAreNotTheSame() throws IOException {
        assertThat(shownPage(0))
                .contains("<dt>Heroku a month</dt><dd>at least $7</dd>")
                .contains("not counted: 1 on Heroku, 1 on AWS. So the two are not the same bill.");
    }

    @Test
    void show_html_hasCentsWhereTheyAreAll() throws IOException {
        assertThat(shownPage(0)).contains("<td>secret</td><td>1 secret-month</td><td>$0.40</td><td>$0.40</td>");
    }

    @Test
    void show_html_callsTheDigestByItsName() throws IOException {
        assertThat(shownPage(0)).contains("Digest <code>sha256:").doesNotContain("Signed");
    }

    @Test
    void diff_sameApp_saysThatNothingChanged() throws IOException {
        Path other = assessed("two", APP);

        assertThat(done("diff", plan.toString(), other.toString())).isEqualToIgnoringNewLines("Nothing changed.");
    }

    @Test
    void diff_moreDynosAndAnotherSize_saysBoth() throws IOException {
        Path other = assessed("two", APP.replace("basic, quantity: 1", "standard-2x, quantity: 4"));

        assertThat(done("diff", plan.toString(), other.toString()))
                .contains("process type web: dynos: 1 → 4", "process type web: dyno size: ");
    }

    @Test
    void verify_openBlocker_namesItAndHowToWaive() {
        assertThat(refused("verify", plan.toString())).contains(BLOCKER, "landfall plan waive");
    }

    @Test
    void verify_noProcessIsKnown_isRefused() throws IOException {
        Path empty = assessed("empty", "app: shop\nregion: us\nprocesses: []\n");

        assertThat(refused("verify", empty.toString())).contains("NO_PROCESSES");
    }

    @Test
    void verify_waivedBlocker_isIntactUntilTheDayHasPassed() throws IOException {
        assertThat(waive("2026-03-05")).contains(BLOCKER, "2026-03-05");

        PlanJson.valid(Files.readString(plan));
        assertThat(done("verify", plan.toString())).contains("intact");
        assertThat(verifyAfter(3)).isZero();
        assertThat(verifyAfter(4)).isEqualTo(2);
    }

    @Test
    void verify_waiverRunOut_saysWhoseAndWhen() {
        waive("2026-03-02");
        Command command = Command.offline().at(Command.NOW.plus(Duration.ofDays(1)));

        assertThat(command.run("plan", "verify", plan.toString())).isEqualTo(2);
        assertThat(command.err()).contains(BLOCKER, "Ada", "2026-03-02").hasLineCount(1);
        assertThat(command.out()).isEmpty();
    }

    @Test
    void show_waivedBlocker_saysWhoseWaiverAndNoBlocker() throws IOException {
        waive("2026-03-05");

        assertThat(done("show", plan.toString()))
                .contains("waived   " + BLOCKER, "waived by Ada until 2026-03-05: it goes away")
                .doesNotContain("blocker");
        assertThat(shownPage(0))
                .contains(
                        "can move to us‑east‑1</h1>", "<dt>Blockers</dt><dd>0, 1 waived</dd>", "<li class=\"waived\">")
                .contains("waived by Ada until 2026-03-05: it goes away")
                .doesNotContain("cleared");
    }

    @Test
    void show_waiverRunOut_saysSoAndTheBlockerIsBack() throws IOException {
        waive("2026-03-05");
        Command later = Command.offline().at(Command.NOW.plus(Duration.ofDays(4)));

        assertThat(later.run("plan", "show", plan.toString())).isZero();
        assertThat(later.out())
                .contains("blocker  " + BLOCKER, "its waiver ran out on 2026-03-05 (Ada: it goes away)")
                .doesNotContain("waived by");
        assertThat(shownPage(4))
                .contains("once one blocker is cleared", "<dt>Blockers</dt><dd>1</dd>", "<li class=\"blocker\">")
                .contains("its waiver ran out on 2026-03-05");
    }

    @Test
    void show_waivedWarning_isNoOpenOne() throws IOException {
        assertThat(shownPage(0)).contains("<dt>Warnings</dt><dd>2</dd>", "<li class=\"warning\">");

        done(Waive.with(plan, "HEALTH_CHECK_ASSUMED", "2026-03-05"));

        assertThat(shownPage(0)).contains("<dt>Warnings</dt><dd>1, 1 waived</dd>");
        assertThat(done("show", plan.toString())).contains("waived   HEALTH_CHECK_ASSUMED");
        assertThat(shownPage(4)).contains("<dt>Warnings</dt><dd>2</dd>");
    }

    @Test
    void assess_inPlaceOfAWaivedPlan_namesItsWaivers() throws IOException {
        waive("2026-03-05");

        assertThat(assessAgain().err().lines())
                .containsExactly(
                        "the plan that was there had waivers, and this one has none; waive again what still holds:",
                        "  " + BLOCKER + ": waived by Ada until 2026-03-05: it goes away");
        assertThat(Json.MAPPER.readTree(plan.toFile()).path("waivers")).isEmpty();
    }

    @Test
    void assess_inPlaceOfAPlanWithoutWaiverOrOfNoPlan_saysNothingOfIt() throws IOException {
        assertThat(assessAgain().err()).isEmpty();

        Files.writeString(plan, "of somebody else");

        assertThat(assessAgain().err()).isEmpty();
    }

    @Test
    void waive_again_replacesTheOlderOne() throws IOException {
        waive("2026-03-05");
        waive("2026-04-05");

        assertThat(Json.MAPPER.readTree(plan.toFile()).path("waivers")).hasSize(1);
        assertThat(done("show", plan.toString())).contains("shop");
    }

    @Test
    void waive_plan_leavesNothingBeside() throws IOException {
        waive("2026-03-05");

        assertThat(Folder.files(Objects.requireNonNull(plan.getParent())))
                .containsExactlyInAnyOrder(plan, plan.resolveSibling("plan.html"));
    }

    @Test
    void waive_pageBesideThePlan_isWrittenAnewUnderTheNewDigest() throws IOException {
        Path page = plan.resolveSibling("plan.html");

        assertThat(waive("2026-03-05")).contains("its page is written anew: " + page);

        String digest = Json.MAPPER.readTree(plan.toFile()).path("digest").asText();
        assertThat(Files.readString(page)).contains(digest, "waived by Ada until 2026-03-05");
    }

    @Test
    void waive_noPageOrThatOfAnotherPlan_writesNone() throws IOException {
        Path page = plan.resolveSibling("plan.html");
        String before = Files.readString(page);
        Path original = plan;
        plan = Files.copy(original, original.resolveSibling("copy.json"));

        assertThat(waive("2026-03-05")).doesNotContain("page");

        assertThat(Files.readString(page)).isEqualTo(before);
        Files.delete(page);
        plan = original;
        assertThat(waive("2026-03-05")).doesNotContain("page");
        assertThat(page).doesNotExist();
    }

    @Test
    void waive_pageThatCannotBeWritten_leavesThePlanAsItWas() throws IOException {
        byte[] before = Files.readAllBytes(plan);
        Path page = plan.resolveSibling("plan.html");
        Path beside =
                page.resolveSibling(".plan.html." + ProcessHandle.current().pid());
        Files.createDirectories(beside.resolve("in the way"));

        assertThat(refused(Waive.with(plan, BLOCKER, "2026-03-05"))).contains("plan.html");
        assertThat(Files.readAllBytes(plan)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_SUCH_FINDING|Ada|because|2026-04-01|NO_SUCH_FINDING",
                "ADD_ON_WITHOUT_ANSWER|Ada|because|2026-03-01|until",
                "ADD_ON_WITHOUT_ANSWER|Ada|because|tomorrow|--until",
                "ADD_ON_WITHOUT_ANSWER|Ada|because|2026-02-30|--until",
                "ADD_ON_WITHOUT_ANSWER|''|because|2026-04-01|who",
                "ADD_ON_WITHOUT_ANSWER|Ada|''|2026-04-01|why"
            })
    void waive_unusable_isOneLineAndLeavesThePlanAsItWas(
            String finding, String who, String why, String until, String named) throws IOException {
        byte[] before = Files.readAllBytes(plan);

        assertThat(refused(Waive.with(plan, finding, who, why, until))).contains(named);
        assertThat(Files.readAllBytes(plan)).isEqualTo(before);
    }

    @Test
    void waive_withoutOptions_namesThem() {
        assertThat(refused("waive", plan.toString())).contains("--finding", "--who", "--why", "--until");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "verify"})
    void plan_changedAfterItWasSigned_isRefused(String subcommand) throws IOException {
        Files.writeString(plan, Files.readString(plan).replace("no-such-service", "other-service"));

        assertThat(refused(subcommand, plan.toString())).startsWith("digest: ");
    }

    @Test
    void show_planOfANewerVersion_saysSo() throws IOException {
        ObjectNode newer = (ObjectNode) Json.MAPPER.readTree(plan.toFile());
        Files.writeString(plan, newer.put("version", 2).toString());

        assertThat(refused("show", plan.toString())).contains("version: 2", "newer Landfall");
    }

    @Test
    void show_reformattedPlan_isStillTheSame() throws IOException {
        Files.writeString(plan, Json.MAPPER.readTree(plan.toFile()).toString());

        assertThat(done("show", plan.toString())).contains("shop");
    }

    static List<byte[]> noPlans() {
        return Stream.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "{}",
                        "{\"version\": 1}",
                        "{\"version\": 1, \"digest\": \"sha256:x\"}",
                        "{\"version\": 1e999}",
                        "{\"version\": 1, \"x\": 1e999}",
                        "{\"version\": 1, \"x\": \"\\ud800\"}",
                        "[".repeat(5_000),
                        "{\"version\": 1, \"x\": " + "9".repeat(5_000) + "}",
                        "app: shop\n",
                        "\u0000\u0000\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("noPlans")
    void show_whatIsNoPlan_isOneLine(byte[] content) throws IOException {
        Files.write(plan, content);

        assertThat(refused("show", plan.toString())).isNotBlank();
    }

    @Test
    void show_missingFileOrFolder_isOneLine() {
        assertThat(refused("show", folder.resolve("nowhere").toString())).startsWith("PLAN: ");
        assertThat(refused("show", folder.toString())).contains("is a directory");
    }

    @Test
    void plan_withoutSubcommand_hasAHint() {
        assertThat(refused()).contains("no command given", "landfall plan --help");
    }

    private Path assessed(String name, String inventory) throws IOException {
        assess(name, inventory);
        return folder.resolve(name).resolve("plan.json");
    }

    private Command assessAgain() throws IOException {
        return assess("one", APP);
    }

    private Command assess(String name, String inventory) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), inventory);
        Path out = folder.resolve(name);
        Command command = Command.offline();
        assertThat(command.run("assess", "--inventory", file.toString(), "--out", out.toString()))
                .isZero();
        return command;
    }

    private String waive(String until) {
        return done(Waive.with(plan, BLOCKER, until));
    }

    private String shownPage(int days) throws IOException {
        Path page = folder.resolve("shown.html");
        Command command = Command.offline().at(Command.NOW.plus(Duration.ofDays(days)));
        assertThat(command.run("plan", "show", plan.toString(), "--html", page.toString()))
                .as(command.err())
                .isZero();
        return Files.readString(page);
    }

    private int verifyAfter(int days) {
        return Command.offline().at(Command.NOW.plus(Duration.ofDays(days))).run("plan", "verify", plan.toString());
    }

    static String done(String... arguments) {
        Command command = Command.offline();
        assertThat(command.run(plan(arguments))).as(command.err()).isZero();
        assertThat(command.err()).isEmpty();
        return command.out();
    }

    private static String refused(String... arguments) {
        Command command = Command.offline();
        assertThat(command.run(plan(arguments))).as(command.err()).isEqualTo(2);
        assertThat(command.err()).hasLineCount(1).doesNotContain("Exception: ", "\tat ", "landfall failed");
        assertThat(command.out()).isEmpty();
        return command.err();
    }

    private static String[] plan(String... arguments) {
        return Stream.concat(Stream.of("plan"), Stream.of(arguments)).toArray(String[]::new);
    }
}
