package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Json;
import dev.landfall.plan.ShiftSpec.Exemption;
import dev.landfall.plan.ShiftSpec.Gate;
import dev.landfall.plan.ShiftSpec.GateSchedule;
import dev.landfall.plan.ShiftSpec.Step;
import dev.landfall.plan.ShiftSpec.WatchedAlarm;
import dev.landfall.records.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecReaderTest {

    @Test
    void read_smallestSpec_fillsInDefaults() {
        ShiftSpec spec = SpecReader.read(Specs.SMALLEST);

        Duration bake = Duration.ofMinutes(30);
        Duration deadline = Duration.ofDays(3);
        assertThat(spec)
                .isEqualTo(new ShiftSpec(
                        "api.example.com",
                        "Z0123456789ABCDEFGHIJ",
                        new Target.Cname("app.herokudns.com"),
                        new Target.Cname("alb.eu-west-1.elb.amazonaws.com"),
                        List.of(new WatchedAlarm("api-5xx", null)),
                        null,
                        List.of(
                                new Step(10, Gate.TIMER, bake, deadline, null),
                                new Step(25, Gate.TIMER, bake, deadline, null),
                                new Step(50, Gate.TIMER, bake, deadline, null),
                                new Step(100, Gate.TIMER, bake, deadline, null)),
                        Duration.ofSeconds(60),
                        new ShiftSpec.Probe("https", 443, "/", 200),
                        new ShiftSpec.Health(
                                null, 100, 10, Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1)),
                        new ShiftSpec.Dns(List.of(), 1000),
                        null,
                        Duration.ofDays(7),
                        false,
                        null));
    }

    @Test
    void read_plan_isItsDigest() {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);

        assertThat(Specs.with("plan: " + digest).plan()).isEqualTo(digest);
        assertThat(Specs.with("plan: '" + digest + "'").plan()).isEqualTo(digest);
    }

    @Test
    void read_stepsWithAndWithoutTheirOwn_takesDefaultsOfTheSpec() {
        ShiftSpec spec = Specs.with("""
                gate: approval
                bake: PT10M
                deadline: P1D
                steps:
                  - 5
                  - {weight: 50, gate: schedule, bake: PT20M}
                  - weight: 100
                    deadline: PT2H
                    exemption: {ignoreAlarms: [api-5xx], minimumRequests: 0, reason: nobody is awake}
                schedule: {expression: "cron(0 9 ? * MON-FRI *)", timezone: Europe/Berlin, window: PT15M}
                """);

        assertThat(spec.steps())
                .containsExactly(
                        new Step(5, Gate.APPROVAL, Duration.ofMinutes(10), Duration.ofDays(1), null),
                        new Step(50, Gate.SCHEDULE, Duration.ofMinutes(20), Duration.ofDays(1), null),
                        new Step(
                                100,
                                Gate.APPROVAL,
                                Duration.ofMinutes(10),
                                Duration.ofHours(2),
                                new Exemption(List.of("api-5xx"), 0, "nobody is awake")));
        assertThat(spec.schedule())
                .isEqualTo(new GateSchedule("cron(0 9 ? * MON-FRI *)", "Europe/Berlin", Duration.ofMinutes(15)));
    }

    @Test
    void read_namesInOtherForms_normalisesThem() {
        ShiftSpec spec = SpecReader.read("""
                hostname: API.Bücher.Example.
                hostedZoneId: Z1
                heroku: {alias: {dnsName: D1.CloudFront.net., hostedZoneId: Z2FDTNDATAQYW2}}
                aws: {addresses: [192.0.2.1, 192.0.2.2]}
                alarms: []
                noAlarmsReason: the app has no traffic yet
                """);

        assertThat(spec.hostname()).isEqualTo("api.xn--bcher-kva.example");
        assertThat(spec.heroku())
                .isEqualTo(new Target.Alias(new Target.AliasName("d1.cloudfront.net", "Z2FDTNDATAQYW2")));
        assertThat(spec.aws()).isEqualTo(new Target.Addresses(List.of("192.0.2.1", "192.0.2.2")));
        assertThat(spec.noAlarmsReason()).isEqualTo("the app has no traffic yet");
    }

    @Test
    void read_plainHttp_probesPort80() {
        assertThat(Specs.with("probe: {scheme: http}").probe()).isEqualTo(new ShiftSpec.Probe("http", 80, "/", 200));
    }

    @Test
    void read_itsOwnJson_givesTheSameSpec() throws JsonProcessingException {
        ShiftSpec spec = Specs.with("steps: [{weight: 100, gate: approval}]\nsoak: PT0S\n");

        assertThat(SpecReader.read(Json.MAPPER.writeValueAsString(spec))).isEqualTo(spec);
        assertThat(SpecReader.read(Json.MAPPER.valueToTree(spec))).isEqualTo(spec);
    }

    @Test
    void read_jsonWithTabs_isRead() {
        assertThat(SpecReader.read("""
                                {
                                \t"hostname": "api.example.com", "hostedZoneId": "Z0123456789ABCDEFGHIJ",
                                \t"heroku": {"cname": "app.herokudns.com"},
                                \t"aws": {"cname": "alb.eu-west-1.elb.amazonaws.com"},
                                \t"alarms": ["api-5xx"]
                                }
                                """)).isEqualTo(SpecReader.read(Specs.SMALLEST));
    }

    @Test
    void read_yamlInFlowStyle_isRead() {
        assertThat(SpecReader.read("{hostname: api.example.com, hostedZoneId: Z0123456789ABCDEFGHIJ,"
                        + " heroku: {cname: app.herokudns.com}, aws: {cname: alb.eu-west-1.elb.amazonaws.com},"
                        + " alarms: [api-5xx]}"))
                .isEqualTo(SpecReader.read(Specs.SMALLEST));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void read_eachExample_isAllowed(Path example) throws IOException {
        assertThat(SpecReader.read(Files.readAllBytes(example)).steps()).isNotEmpty();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("../examples"))) {
            return Stream.concat(
                            examples.filter(file -> file.toString().endsWith(".yaml")),
                            Stream.of(Path.of("../events/shift.json")))
                    .toList();
        }
    }
}
