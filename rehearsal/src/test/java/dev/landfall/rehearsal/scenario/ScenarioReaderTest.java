package dev.landfall.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.health.Samples.Side;
import dev.landfall.rehearsal.world.OriginSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioReaderTest {

    private static final String HEAD = "description: d\nexpect: {outcome: COMPLETED, awsWeight: 100}\n";

    @Test
    void all_everyFile_isWellFormedAndHasTheNameOfItsFile() {
        assertThat(Scenarios.all()).hasSizeGreaterThanOrEqualTo(22).allSatisfy(scenario -> {
            assertThat(scenario.name()).matches("[a-z0-9-]+");
            assertThat(scenario.description()).hasSizeBetween(20, 260);
            assertThat(Scenarios.named(scenario.name())).isEqualTo(scenario);
        });
    }

    @Test
    void read_incident_hasTriggerDelayEndAndAction() {
        Scenario scenario = read(
                HEAD
                        + "incidents: [{when: {weight: 50}, after: PT2M, for: PT1H, do: fail, sides: [aws, heroku], share: 0.2}]");

        assertThat(scenario.incidents())
                .containsExactly(new Incident(
                        new Trigger.Weight(50),
                        Duration.ofMinutes(2),
                        Duration.ofHours(1),
                        null,
                        new Action.Fail(List.of(Side.AWS, Side.HEROKU), 0.2)));
    }

    @Test
    void read_whatIsLeftOut_isUsual() {
        Scenario scenario = read(HEAD + "aws: {capacity: 7}");

        assertThat(scenario.world().heroku()).isEqualTo(OriginSettings.HEROKU);
        assertThat(scenario.world().aws().capacity()).isEqualTo(7);
        assertThat(scenario.world().aws().millis()).isEqualTo(OriginSettings.AWS.millis());
        assertThat(scenario.approvedBelow()).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                       | the file must be a mapping",
                "description: d                                           | description and expect must be given",
                "HEAD wether: fine                                        | wether: unknown field; known are alarms,",
                "HEAD incidents: [{do: fail}]                             | when and do must be given",
                "HEAD incidents: [{when: {weight: 5}, do: explode}]       | explode",
                "HEAD incidents: [{when: {moon: 5}, do: abort}]           | moon",
                "HEAD 'incidents: [{when: {weight: 5}, do: fail, sides: [aws], share: 2}]' | share: 2.0 must be",
                "HEAD alarms: [{which: 0, metric: latency}]               | which: 0 must be",
                "HEAD alarms: [{metric: latency}]                         | either which or name",
                "HEAD alarms: [{which: 1, name: a, metric: latency}]      | either which or name",
                "HEAD alarms: [{which: 1}]                                | either metric or rule",
                "HEAD alarms: [{which: 1, rule: AT_LEAST(1)}]             | AT_LEAST is not known",
                "HEAD users: {swing: high}                                | users.swing"
            })
    void read_mistake_isRefusedInOneLine(String yaml, String says) {
        String file = yaml.replace("HEAD ", HEAD).replace("'", "");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageStartingWith("scenario test: ")
                .hasMessageContaining(says)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void named_unknown_namesTheKnownOnes() {
        assertThatThrownBy(() -> Scenarios.named("smoth"))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("smoth")
                .hasMessageContaining("errors-at-50");
    }

    private static Scenario read(String yaml) {
        return Scenarios.read("test", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
