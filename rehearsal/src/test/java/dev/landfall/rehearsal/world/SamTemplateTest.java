package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamTemplateTest {

    private static final String SMALL = """
            Globals:
              Function:
                Timeout: 12
                SnapStart: {ApplyOn: PublishedVersions}
                AutoPublishAlias: live
                Environment: {Variables: {WHERE: !Sub '${AWS::StackName} in ${AWS::Region}'}}
            Resources:
              Topic: {Type: AWS::SNS::Topic}
              Plain:
                Type: AWS::Serverless::Function
                Properties: {Handler: a.Plain}
              Own:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.Own
                  Timeout: 27
                  SnapStart: {ApplyOn: None}
                  Environment: {Variables: {WHERE: !Ref Plain.Alias}}
                  EventInvokeConfig: {MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 0}
                  Events:
                    Often: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 minute)}}
                    Never: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 minute), State: DISABLED}}
              Machine:
                Type: AWS::Serverless::StateMachine
                Properties:
                  Name: !Sub ${AWS::StackName}-m
                  DefinitionUri: m.asl.yaml
                  DefinitionSubstitutions: {F: !Ref Own.Alias, M: !Ref Machine, T: !Ref Topic}
                  Events:
                    Died:
                      Type: EventBridgeRule
                      Properties:
                        Pattern: {detail: {stateMachineArn: [!Sub 'arn:${AWS::Partition}:m:${AWS::StackName}']}}
                        InputTransformer:
                          InputPathsMap: {who: $.detail.name}
                          InputTemplate: '{"by": "rule", "who": <who>}'
            """;

    @Test
    void parse_deployedTemplate_hasWhatTheRehearsalRuns() {
        SamTemplate template = SamTemplate.parse(Deployment.fromClassPath().text(Deployment.TEMPLATE));

        assertThat(template.functions()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(template.machines())
                .extracting(SamTemplate.Machine::name)
                .containsExactlyInAnyOrder(World.SHIFT_MACHINE, World.ROLLBACK_MACHINE);
        assertThat(template.rules()).hasSize(2);
        assertThat(template.schedules()).hasSize(2);
        assertThat(template.environmentVariable("ProbeFunction", "STACK_NAME")).isEqualTo(World.PROBE.stack());
    }

    @Test
    void functions_withAndWithoutSettings_haveTheirOwnOrTheUsual() {
        assertThat(SamTemplate.parse(SMALL).functions())
                .containsExactly(
                        new SamTemplate.Function(
                                "Own", "a.Own", false, Duration.ofSeconds(27), 0, Duration.ofMinutes(5), false),
                        new SamTemplate.Function(
                                "Plain", "a.Plain", true, Duration.ofSeconds(12), 2, Duration.ofHours(6), false));
    }

    @Test
    void machines_substitutions_areResolved() {
        SamTemplate.Machine machine = SamTemplate.parse(SMALL).machines().getFirst();

        assertThat(machine.name()).isEqualTo("landfall-m");
        assertThat(machine.substitutions())
                .containsEntry("F", "Own")
                .containsEntry("M", "arn:aws:states:eu-west-1:123456789012:stateMachine:landfall-m")
                .containsEntry("T", "arn:aws:sns:eu-west-1:123456789012:landfall-Topic");
    }

    @Test
    void rules_patternAndTransformer_areResolved() {
        SamTemplate.Rule rule = SamTemplate.parse(SMALL).rules().getFirst();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("detail").put("stateMachineArn", "arn:aws:m:landfall").put("name", "a \"quoted\" name");

        JsonNode input = Objects.requireNonNull(rule.transformer()).transform(event);

        assertThat(rule.pattern().matches(event)).isTrue();
        assertThat(input).hasToString("{\"by\":\"rule\",\"who\":\"a \\\"quoted\\\" name\"}");
        assertThat(rule.target()).isInstanceOf(SamTemplate.Machine.class);
    }

    @Test
    void schedules_disabledOne_isLeftOut() {
        assertThat(SamTemplate.parse(SMALL).schedules())
                .extracting(SamTemplate.Schedule::expression)
                .containsExactly("rate(1 minute)");
    }

    @Test
    void environmentVariable_ownBeforeGlobal() {
        SamTemplate template = SamTemplate.parse(SMALL);

        assertThat(template.environmentVariable("Plain", "WHERE")).isEqualTo("landfall in eu-west-1");
        assertThat(template.environmentVariable("Own", "WHERE")).isEqualTo("Plain");
        assertThatThrownBy(() -> template.environmentVariable("Own", "WHO")).isInstanceOf(TemplateRefused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Ref Topic                     | !GetAtt Topic.Arn    | Fn::GetAtt is not known",
                "!Ref Topic                     | !Ref Nobody          | Nobody is nothing that the simulated world has",
                "Type: ScheduleV2               | Type: Schedule       | events of type Schedule are not known",
                "MaximumRetryAttempts: 0        | Retries: 0           | Retries is not known here",
                "InputTransformer               | Input                | Input is not known here",
                "$.detail.name                  | $..name              | the path $..name is not known",
                "<who>                          | <whom>               | InputPathsMap has no whom",
                "<who>}                         | '\"is <who>\"}'      | InputTemplate gives no JSON",
                "State: DISABLED                | State: ASLEEP        | State: ASLEEP must be ENABLED or DISABLED",
                "Name: !Sub                     | Names: !Sub          | Machine.Name",
                "Plain:                         | Own:                 | duplicate key Own",
                "{Type: AWS::SNS::Topic}        | {Type                | YAML"
            })
    void parse_whatIsNotKnown_isRefusedByName(String what, String by, String says) {
        assertThat(SMALL).contains(what);

        assertThatThrownBy(() -> SamTemplate.parse(SMALL.replace(what, by)))
                .isInstanceOf(TemplateRefused.class)
                .hasMessageContaining(says)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void transform_eventWithoutWhatTheTemplateWants_isRefused() {
        SamTemplate.Rule rule = SamTemplate.parse(SMALL).rules().getFirst();

        assertThatThrownBy(() ->
                        Objects.requireNonNull(rule.transformer()).transform(JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(TemplateRefused.class)
                .hasMessageContaining("/detail/name");
    }
}
