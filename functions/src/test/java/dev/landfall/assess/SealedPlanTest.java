package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.findings.Finding;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.lambda.Json;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedPlanTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Waiver WAIVER = new Waiver("SCHEDULER_WITHOUT_LIST", "Ada Lovelace", "no jobs", "2026-12-01");

    private static SealedPlan plan(SomeInventory app) {
        var options = new AssessmentOptions(
                "eu-west-1", "/up", null, null, null, null, Instant.parse("2026-11-21T10:00:00Z"));
        return Assessor.listed().assess(app.build(), null, options);
    }

    private static SealedPlan blocked() {
        return plan(SomeInventory.withWeb()
                .addOn("scheduler", "standard", "SCHEDULER")
                .domain("shop.example.com", "cert issued", "2027-06-01T00:00:00Z")
                .configVar("STRIPE_KEY", ValueKind.RANDOM, "0011223344556677"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] changed(SealedPlan sealed, Consumer<ObjectNode> change) {
        try {
            JsonNode tree = Json.MAPPER.readTree(sealed.json());
            change.accept((ObjectNode) tree);
            return bytes(tree.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void read_whatWasWritten_isThePlan() {
        SealedPlan sealed = blocked();

        assertThat(SealedPlan.read(bytes(sealed.json()))).isEqualTo(sealed);
    }

    @Test
    void read_sameFieldsInAnotherForm_isThePlan() {
        SealedPlan sealed = blocked();

        assertThat(SealedPlan.read(changed(sealed, tree -> tree.set("version", tree.remove("version")))))
                .isEqualTo(sealed);
    }

    @Test
    void json_numbers_areWrittenAsPeopleDo() {
        assertThat(blocked().json()).contains("\"low\" : 730,").doesNotContain("E+");
    }

    @Test
    void digest_ofTheSameFacts_isTheSame() {
        assertThat(blocked().digest()).isEqualTo(blocked().digest()).matches("sha256:[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"region", "created"})
    void read_anyFieldChanged_isRefused(String field) {
        byte[] forged = changed(blocked(), tree -> tree.put(field, "us-east-1"));

        assertThatThrownBy(() -> SealedPlan.read(forged))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("digest: ")
                .hasMessageContaining("changed after it was signed");
    }

    /** Whoever writes a plan by hand can seal it too. */
    @ParameterizedTest
    @CsvSource({"'', created, soon", "/costs/lines/0, unitPrice, 1E+999999999", "/costs/lines/0, unitPrice, free"})
    void read_sealedFieldThatIsNone_isRefused(String of, String field, String value) {
        byte[] sealed = changed(blocked(), tree -> {
            ((ObjectNode) tree.at(of)).put(field, value);
            tree.put(Digest.FIELD, Digest.of(tree));
        });

        assertThatThrownBy(() -> SealedPlan.read(sealed))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("the plan's digest is right and its fields are not those of version 1");
    }

    @Test
    void read_aBlockerTakenOut_isRefused() {
        byte[] forged = changed(blocked(), tree -> tree.putArray("findings"));

        assertThatThrownBy(() -> SealedPlan.read(forged)).isInstanceOf(PlanException.class);
    }

    @ParameterizedTest
    @CsvSource({"2, newer Landfall", "0, assess again", "-1, assess again"})
    void read_anotherVersion_isRefusedWithWhatToDo(int version, String what) {
        byte[] other = changed(blocked(), tree -> tree.put("version", version));

        assertThatThrownBy(() -> SealedPlan.read(other))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("version: " + version)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "hello", "{", "{\"a\": 1}", "{\"version\": 1}", "{\"version\": \"1\"}"})
    void read_noPlan_isOneLine(String text) {
        assertThatThrownBy(() -> SealedPlan.read(bytes(text)))
                .isInstanceOf(PlanException.class)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void requireOpenTo_openBlocker_isRefusedByName() {
        assertThatThrownBy(() -> blocked().requireOpenTo(TODAY))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("SCHEDULER_WITHOUT_LIST");
    }

    @Test
    void waive_aBlocker_opensThePlanUnderAnotherDigest() {
        SealedPlan waived = blocked().waive(WAIVER, TODAY);

        waived.requireOpenTo(TODAY);
        assertThat(waived.digest()).isNotEqualTo(blocked().digest());
        assertThat(SealedPlan.read(bytes(waived.json()))).isEqualTo(waived);
    }

    @Test
    void requireOpenTo_waiverRunOut_isRefusedWithItsDate() {
        SealedPlan waived = blocked().waive(WAIVER, TODAY);
        waived.requireOpenTo(LocalDate.parse("2026-12-01"));

        assertThatThrownBy(() -> waived.requireOpenTo(LocalDate.parse("2026-12-02")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("Ada Lovelace")
                .hasMessageContaining("ran out on 2026-12-01");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_SUCH, Ada, why, 2026-12-01, finding",
        "SCHEDULER_WITHOUT_LIST, '', why, 2026-12-01, who",
        "SCHEDULER_WITHOUT_LIST, Ada, '', 2026-12-01, why",
        "SCHEDULER_WITHOUT_LIST, Ada, why, 2026-11-20, until"
    })
    void waive_whatIsNotAllowed_namesTheField(String finding, String who, String why, String until, String field) {
        assertThatThrownBy(() -> blocked().waive(new Waiver(finding, who, why, until), TODAY))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(field + ": ");
    }

    @Test
    void shiftSpec_ofEachDomain_isOneThatTheMachineTakes() {
        List<PlannedDomain> domains = blocked().plan().domains();

        assertThat(domains)
                .singleElement()
                .satisfies(domain -> assertThat(
                                SpecReader.read(String.valueOf(domain.shift())).hostname())
                        .isEqualTo("shop.example.com"));
    }

    @Test
    void shift_ofItsOnlyHostname_namesThePlan() {
        ShiftSpec spec = SpecReader.read(blocked().shift(null));

        assertThat(spec.hostname()).isEqualTo("shop.example.com");
        assertThat(spec.plan()).isEqualTo(blocked().digest());
        assertThat(blocked().shift("Shop.Example.com")).isEqualTo(blocked().shift(null));
    }

    @Test
    void shift_ofAnotherHostname_isRefusedWithThoseThatThereAre() {
        SealedPlan two = plan(SomeInventory.withWeb()
                .domain("a.example.com", "cert issued", null)
                .domain("b.example.com", "cert issued", null));

        assertThatThrownBy(() -> two.shift("c.example.com"))
                .isInstanceOf(PlanException.class)
                .hasMessage("domain: \"c.example.com\" must be one of a.example.com, b.example.com");
        assertThatThrownBy(() -> two.shift(null))
                .isInstanceOf(PlanException.class)
                .hasMessage("domain: (missing) must be one of a.example.com, b.example.com");
        assertThatThrownBy(() -> plan(SomeInventory.withWeb()).shift(null))
                .isInstanceOf(PlanException.class)
                .hasMessage("domain: (missing) must be of a plan that shifts one; this one shifts none");
    }

    @Test
    void requireFilledIn_blanksLeft_namesTheFirst() {
        ObjectNode spec = blocked().shift(null);

        assertThatThrownBy(() -> SealedPlan.requireFilledIn(SpecReader.read(spec)))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(
                        "hostedZoneId: \"ZTOBEFILLEDIN\" must be filled in: assess again with --hosted-zone-id");
        spec.put("hostedZoneId", "Z0123456789ABCDEFGHIJ");
        spec.putObject("heroku").put("cname", "polar-dawn-1234.herokudns.com");
        assertThatThrownBy(() -> SealedPlan.requireFilledIn(SpecReader.read(spec)))
                .hasMessageStartingWith(
                        "aws.cname: \"to-be-provisioned.eu-west-1.elb.amazonaws.com\" must be filled in");
        spec.putObject("aws").put("cname", "api-1234567890.eu-west-1.elb.amazonaws.com");
        SealedPlan.requireFilledIn(SpecReader.read(spec));
    }

    /** What is registered must be found again under a digest that says nothing of when it was. */
    @Test
    void registered_ofAPlanWithBlanks_leavesThemToTheOperator() {
        RegisteredPlan registered = RegisteredPlan.of(blocked(), "plans/a.json", Instant.EPOCH);

        assertThat(registered.shiftOf("shop.example.com")).hasValueSatisfying(shift -> {
            assertThat(shift.hostedZoneId()).isNull();
            assertThat(shift.aws()).isNull();
            assertThat(shift.weights()).containsExactly(10, 25, 50, 100);
        });
        assertThat(registered.blockers()).contains(new RegisteredPlan.Blocker("SCHEDULER_WITHOUT_LIST", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "2026-13-01", "9999999-01-01"})
    void openBlockers_waiverUntilNoDay_neverHolds(String until) {
        MigrationPlan forged =
                blocked().plan().with(List.of(new Waiver("SCHEDULER_WITHOUT_LIST", "Ada", "why", until)));

        assertThat(SealedPlan.seal(forged).openBlockers(TODAY)).isNotEmpty();
        assertThat(RegisteredPlan.of(SealedPlan.seal(forged), "a", Instant.EPOCH)
                        .openBlockers(TODAY))
                .isNotEmpty();
    }

    @Test
    void diff_ofAnAppThatDrifted_saysItInWords() {
        MigrationPlan then = blocked().plan();
        MigrationPlan now = plan(SomeInventory.withoutProcesses()
                        .process("web", "bundle exec puma", SomeInventory.STANDARD_2X, 5)
                        .configVar("STRIPE_KEY", ValueKind.RANDOM, "ffffffffffffffff")
                        .configVar("NEW_ONE"))
                .plan();

        assertThat(PlanDiff.between(then, now))
                .contains(
                        "process type web: dynos: 2 → 5",
                        "config var STRIPE_KEY: its value changed",
                        "config var NEW_ONE: new",
                        "add-on scheduler-1: gone",
                        "domain shop.example.com: gone",
                        "finding SCHEDULER_WITHOUT_LIST: gone",
                        "tasks of web: 2 to 4 → 5 to 10");
        assertThat(PlanDiff.between(then, then)).isEmpty();
    }

    @Test
    void findings_ofAnUnknownAddOn_holdItsServiceAsEvidence() {
        assertThat(plan(SomeInventory.withWeb().addOn("no-such-service", "x", "X"))
                        .plan()
                        .findings())
                .filteredOn(finding -> finding.id().equals("ADD_ON_WITHOUT_ANSWER"))
                .flatExtracting(Finding::evidence)
                .singleElement()
                .asString()
                .startsWith("no-such-service");
    }
}
