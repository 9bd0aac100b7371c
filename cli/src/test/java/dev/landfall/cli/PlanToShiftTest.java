package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an operator from a plan to a shift that runs under it. */
class PlanToShiftTest {
    private static final String APP = """
            app: shop
            region: us
            processes: [{name: web, size: standard-1x, quantity: 2}]
            domains: [{hostname: api.example.com, target: polar-dawn-1234.herokudns.com}]
            """;

    private static final String BLOCKED = APP + "addOns: [{service: no-such-service, plan: x}]\n";
    private static final String BLOCKER = "ADD_ON_WITHOUT_ANSWER";
    private static final String ZONE = "Z0123456789ABCDEFGHIJ";
    private static final String BALANCER = "api-1234.eu-west-1.elb.amazonaws.com";

    private final FakeStack stack = new FakeStack();
    private final Command command = Command.against(stack.deployment());

    @TempDir
    private Path folder;

    @Test
    void start_plan_startsItsShiftUnderItsDigest() throws IOException {
        Path plan = filledIn(APP);

        assertThat(command.run("start", "--plan", plan.toString(), "--name", "api-1"))
                .as(command.err())
                .isZero();

        JsonNode started = started();
        assertThat(started.path("plan").asText()).isEqualTo(digest(plan));
        assertThat(started.path("hostname").asText()).isEqualTo("api.example.com");
        assertThat(started.path("hostedZoneId").asText()).isEqualTo(ZONE);
        assertThat(started.at("/aws/cname").asText()).isEqualTo(BALANCER);
    }

    @Test
    void start_planOfSeveralHostnames_wantsOneNamed() throws IOException {
        Path plan =
                filledIn(APP.replace("domains: [", "domains: [{hostname: www.example.com, target: a.herokudns.com}, "));

        assertThat(refused("start", "--plan", plan.toString()))
                .isEqualToIgnoringNewLines("domain: (missing) must be one of www.example.com, api.example.com");
        assertThat(refused("start", "--plan", plan.toString(), "--domain", "shop.example.com"))
                .startsWith("domain: \"shop.example.com\" must be one of ");
        assertThat(command.run("start", "--plan", plan.toString(), "--domain", "www.example.com"))
                .isZero();
        assertThat(started().path("hostname").asText()).isEqualTo("www.example.com");
    }

    @Test
    void start_planWithBlanks_namesWhatMustBeFilledIn() throws IOException {
        Path plan = assessed(APP);

        assertThat(refused("start", "--plan", plan.toString()))
                .startsWith("hostedZoneId: \"ZTOBEFILLEDIN\" must be filled in: assess again with --hosted-zone-id");
    }

    @Test
    void start_planWithAnOpenBlocker_isRefusedHere() throws IOException {
        Path plan = filledIn(BLOCKED);

        assertThat(refused("start", "--plan", plan.toString())).startsWith("findings: " + BLOCKER);
        waive(plan);
        assertThat(command.run("start", "--plan", plan.toString(), "--name", "api-1"))
                .isZero();
    }

    @Test
    void start_planWhoseWaiverRanOut_isRefusedHere() throws IOException {
        Path plan = filledIn(BLOCKED);
        waive(plan);
        Command later = Command.offline().at(Command.NOW.plus(Duration.ofDays(4)));

        assertThat(later.run("start", "--plan", plan.toString())).isEqualTo(2);
        assertThat(later.err()).contains(BLOCKER, "ran out on 2026-03-05").hasLineCount(1);
    }

    @Test
    void start_planChangedAfterItWasSealed_isRefusedHere() throws IOException {
        Path plan = filledIn(APP);
        Files.writeString(plan, Files.readString(plan).replace(BALANCER, "other.eu-west-1.elb.amazonaws.com"));

        assertThat(refused("start", "--plan", plan.toString())).startsWith("digest: ");
    }

    @Test
    void start_neitherOrBothOfSpecAndPlan_isRefused() throws IOException {
        String plan = filledIn(APP).toString();

        assertThat(refused("start"))
                .isEqualToIgnoringNewLines("SPEC: (missing) must be a spec file, or left out beside --plan");
        assertThat(refused("start", "mine.yaml", "--plan", plan)).startsWith("SPEC: \"mine.yaml\" must be ");
        assertThat(refused("start", "mine.yaml", "--domain", "api.example.com"))
                .isEqualToIgnoringNewLines("--domain: \"api.example.com\" must be left out without --plan");
    }

    /** By hand: the spec is printed with the digest, and what is filled in does not change the plan. */
    @Test
    void spec_filledInByHand_startsUnderTheSameDigest() throws IOException {
        Path plan = assessed(APP);
        assertThat(command.run("plan", "spec", plan.toString()))
                .as(command.err())
                .isZero();
        assertThat(command.out().lines()).as("one field a line, to be edited").hasSizeGreaterThan(10);
        ObjectNode spec = (ObjectNode) Json.MAPPER.readTree(command.out());
        spec.put("hostedZoneId", ZONE).putObject("aws").put("cname", BALANCER);
        Path mine = Files.writeString(folder.resolve("mine.json"), spec.toString());

        assertThat(Command.offline().run("validate", mine.toString())).isZero();
        assertThat(command.run("start", mine.toString(), "--name", "api-1")).isZero();

        assertThat(started().path("plan").asText()).isEqualTo(digest(plan));
    }

    @Test
    void spec_planWithoutHostnames_saysSo() throws IOException {
        Path plan = assessed("app: shop\nregion: us\nprocesses: [{name: web, size: basic, quantity: 1}]\n");

        assertThat(refused("plan", "spec", plan.toString()))
                .isEqualToIgnoringNewLines("domain: (missing) must be of a plan that shifts one; this one shifts none");
    }

    @Test
    void register_plan_isToldToTheStack() throws IOException {
        Path plan = filledIn(APP);

        assertThat(command.run("plan", "register", plan.toString()))
                .as(command.err())
                .isZero();

        assertThat(stack.asked).containsExactly("register " + digest(plan));
        assertThat(command.out())
                .contains(
                        "registered " + digest(plan),
                        "plans/registered.json",
                        "plans/registered.html",
                        "landfall start --plan");
        assertThat(stack.closed).isTrue();
    }

    @Test
    void register_planWithAnOpenBlockerOrChanged_isRefusedHere() throws IOException {
        Path blocked = filledIn(BLOCKED);

        assertThat(refused("plan", "register", blocked.toString())).startsWith("findings: " + BLOCKER);
        Files.writeString(blocked, Files.readString(blocked).replace(BLOCKER, "NO_WEB"));
        assertThat(refused("plan", "register", blocked.toString())).startsWith("digest: ");
    }

    private Path filledIn(String inventory) throws IOException {
        return assessed(inventory, "--hosted-zone-id", ZONE, "--target", BALANCER);
    }

    private Path assessed(String inventory, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("app.yaml"), inventory);
        Path out = folder.resolve("assessment");
        List<String> arguments =
                new ArrayList<>(List.of("assess", "--inventory", file.toString(), "--out", out.toString()));
        arguments.addAll(Arrays.asList(options));
        Command assess = Command.offline();
        assertThat(assess.run(arguments.toArray(String[]::new)))
                .as(assess.err())
                .isZero();
        return out.resolve("plan.json");
    }

    private static void waive(Path plan) {
        PlanCommandTest.done(Waive.with(plan, BLOCKER, "2026-03-05"));
    }

    private static String digest(Path plan) throws IOException {
        return Json.MAPPER.readTree(plan.toFile()).path("digest").asText();
    }

    /** What the machine was started with. */
    private JsonNode started() throws IOException {
        assertThat(stack.asked).hasSize(1);
        String shift = stack.asked.getFirst();
        return Json.MAPPER.readTree(shift.substring(shift.indexOf('{')));
    }

    /** In one line, and before anything is asked of the stack. */
    private static String refused(String... arguments) {
        Command own = Command.offline();
        assertThat(own.run(arguments)).as(own.err()).isEqualTo(2);
        assertThat(own.err()).hasLineCount(1);
        assertThat(own.out()).isEmpty();
        return own.err();
    }
}
