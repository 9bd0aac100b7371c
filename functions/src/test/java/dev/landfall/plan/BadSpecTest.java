package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake gets one line that names the field, its value, and what is allowed. */
class BadSpecTest {
    private static final String PLAN = "the digest of a plan: sha256: and 64 hexadecimal digits in lower case";

    @ParameterizedTest
    @MethodSource("additions")
    void read_smallestSpecWithAMistakeAdded_saysWhatIsAllowed(String more, String message) {
        assertRefused(Specs.SMALLEST + more, message);
    }

    static Stream<Arguments> additions() {
        return Stream.of(
                arguments(
                        "helth: {}",
                        "helth: an unknown field must be one of alarms, aws, bake, deadline, dns, gate, health, heroku,"
                                + " hostedZoneId, hostname, noAlarmsReason, plan, probe, schedule, simplify, soak, steps,"
                                + " ttl; the nearest is health"),
                arguments(
                        "probe: {Scheme: http}",
                        "probe.Scheme: an unknown field must be one of expectedStatus, path, port, scheme; the nearest"
                                + " is scheme"),
                arguments("probe: https", "probe: \"https\" must be a mapping with expectedStatus, path, port, scheme"),
                arguments("steps: [0, 100]", "steps[0]: 0 must be a whole number from 1 to 100"),
                arguments("steps: [10, 120]", "steps[1]: 120 must be a whole number from 1 to 100"),
                arguments("steps: [-1, 100]", "steps[0]: -1 must be a whole number from 1 to 100"),
                arguments("steps: [12.5, 100]", "steps[0]: 12.5 must be a whole number from 1 to 100"),
                arguments(
                        "steps: [10%, 100]",
                        "steps[0]: \"10%\" must be a whole number from 1 to 100, or a mapping with weight"),
                arguments("steps: [50, 25, 100]", "steps[1].weight: 25 must be greater than the 50 before it"),
                arguments("steps: [50, 50, 100]", "steps[1].weight: 50 must be greater than the 50 before it"),
                arguments("steps: [10, 50]", "steps[1].weight: 50 must be 100, since it is the last"),
                arguments("steps: []", "steps: 0 items must be a list of 1 to 20 rising weights"),
                arguments("steps: 100", "steps: 100 must be a list of 1 to 20 rising weights"),
                arguments("steps: [{gate: timer}]", "steps[0].weight: (missing) must be a whole number from 1 to 100"),
                arguments(
                        "bake: 30m",
                        "bake: \"30m\" must be an ISO-8601 duration in whole seconds from PT1S to P350D, such as"
                                + " PT30M"),
                arguments(
                        "bake: 30",
                        "bake: 30 must be an ISO-8601 duration in whole seconds from PT1S to P350D, such as PT30M"),
                arguments(
                        "bake: -PT5M",
                        "bake: \"-PT5M\" must be an ISO-8601 duration in whole seconds from PT1S to P350D, such as"
                                + " PT30M"),
                arguments(
                        "steps: [{weight: 100, bake: P1M}]",
                        "steps[0].bake: \"P1M\" must be an ISO-8601 duration in whole seconds from PT1S to P350D, such"
                                + " as PT30M"),
                arguments(
                        "ttl: PT0.5S",
                        "ttl: \"PT0.5S\" must be an ISO-8601 duration in whole seconds from PT1S to PT1H, such as"
                                + " PT30M"),
                arguments(
                        "ttl: PT2H",
                        "ttl: \"PT2H\" must be an ISO-8601 duration in whole seconds from PT1S to PT1H, such as"
                                + " PT30M"),
                arguments(
                        "bake: P100D",
                        "steps: P400D of bakes and deadlines together must be at most P350D: Step Functions ends an"
                                + " execution after a year"),
                arguments("gate: manual", "gate: \"manual\" must be timer, schedule or approval"),
                arguments(
                        "gate: approval\nbake: P3D",
                        "steps[0].deadline: P3D must be longer than its bake P3D, before which its gate does not open"),
                arguments("gate: schedule", "schedule: (missing) must be given where a step's gate is schedule"),
                arguments(
                        "schedule: {expression: rate(1 hour)}",
                        "schedule: \"rate(1 hour)\" must be left out, or be the gate of a step: no step waits for it"),
                arguments(
                        "schedule: {expression: 'cron(0 25 ? * MON-FRI *)'}",
                        "schedule.expression: \"cron(0 25 ? * MON-FRI *)\" must be " + ScheduleExpression.ALLOWED),
                arguments(
                        "schedule: {expression: rate(1 hour), timezone: Berlin}",
                        "schedule.timezone: \"Berlin\" must be an IANA time zone such as Europe/Berlin"),
                arguments(
                        "schedule: {expression: rate(1 hour), window: PT90S}",
                        "schedule.window: \"PT90S\" must be in whole minutes"),
                arguments("simplify: yes", "simplify: \"yes\" must be true or false"),
                arguments(
                        "noAlarmsReason: too early",
                        "noAlarmsReason: \"too early\" must be left out where alarms are named"),
                arguments("probe: {port: 0}", "probe.port: 0 must be a whole number from 1 to 65535"),
                arguments("probe: {scheme: ftp}", "probe.scheme: \"ftp\" must be https or http"),
                arguments(
                        "probe: {path: health}",
                        "probe.path: \"health\" must be a path in ASCII that begins with / and has no # or blank"),
                arguments(
                        "health: {loadBalancer: my-alb}",
                        "health.loadBalancer: \"my-alb\" must be the end of an ALB's ARN, such as"
                                + " app/api/50dc6c495c0c9188"),
                arguments(
                        "health: {minimumProbes: 60}",
                        "health.minimumProbes: 60 must be at most 45: one probe a minute fits into the bake at weight"
                                + " 10 and noDataDeadline, and without health.loadBalancer no requests are counted"),
                arguments("plan: 7", "plan: 7 must be " + PLAN),
                arguments("plan: ''", "plan: \"\" must be " + PLAN),
                arguments("plan: {digest: x}", "plan: {digest} must be " + PLAN),
                arguments("plan: " + "f".repeat(64), "plan: \"" + "f".repeat(64) + "\" must be " + PLAN),
                arguments("plan: sha256:" + "0".repeat(63), "plan: \"sha256:" + "0".repeat(63) + "\" must be " + PLAN),
                arguments("plan: sha256:" + "A".repeat(64), "plan: \"sha256:" + "A".repeat(64) + "\" must be " + PLAN),
                arguments("plan: sha256-" + "0".repeat(64), "plan: \"sha256-" + "0".repeat(64) + "\" must be " + PLAN),
                arguments("dns: {questions: 50}", "dns.questions: 50 must be a whole number from 100 to 10000"),
                arguments(
                        "dns: {nameServers: ['ns1 example']}",
                        "dns.nameServers[0]: \"ns1 example\" must be host or host:port, such as 127.0.0.1:5353"),
                arguments(
                        "steps: [{weight: 100, exemption: {ignoreAlarms: [api-5xx]}}]",
                        "steps[0].exemption.reason: (missing) must be a reason in words: one line of at most 500"
                                + " characters"),
                arguments(
                        "steps: [{weight: 100, exemption: {ignoreAlarms: [api-5xx], reason: ' '}}]",
                        "steps[0].exemption.reason: \" \" must be a reason in words: one line of at most 500"
                                + " characters"),
                arguments(
                        "steps: [{weight: 100, exemption: {ignoreAlarms: [api-4xx], reason: noise}}]",
                        "steps[0].exemption.ignoreAlarms: \"api-4xx\" must be one of alarms"),
                arguments(
                        "steps: [{weight: 100, exemption: {reason: noise}}]",
                        "steps[0].exemption: {reason} must be a mapping with ignoreAlarms or minimumRequests, and"
                                + " reason"),
                arguments("hostname: b.example.com", "hostname: a field must be given only once"));
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void read_smallestSpecWithAMistakenField_saysWhatIsAllowed(String field, String line, String message) {
        assertRefused(Specs.replacing(field, line), message);
    }

    static Stream<Arguments> replacements() {
        String cname = "a host name of letters, digits and hyphens, such as ";
        return Stream.of(
                arguments("hostname", "", "hostname: (missing) must be " + cname + "api.example.com"),
                arguments("hostname", "hostname:", "hostname: \"\" must be " + cname + "api.example.com"),
                arguments(
                        "hostname",
                        "hostname: api_1.example.com",
                        "hostname: \"api_1.example.com\" must be " + cname + "api.example.com"),
                arguments(
                        "hostname",
                        "hostname: localhost",
                        "hostname: \"localhost\" must be " + cname + "api.example.com"),
                arguments(
                        "hostname",
                        "hostname: '*.example.com'",
                        "hostname: \"*.example.com\" must be one name: a wildcard can be neither probed nor asked"
                                + " for"),
                arguments(
                        "hostname",
                        "hostname: https://user:secret@api.example.com/",
                        "hostname: \"***@api.example.com/\" must be " + cname + "api.example.com"),
                arguments(
                        "hostname",
                        "hostname: \"api\\n\\e[31mexample.com\"",
                        "hostname: \"api\\u000a\\u001b[31mexample.com\" must be " + cname + "api.example.com"),
                arguments(
                        "hostname",
                        "hostname: " + "a".repeat(100),
                        "hostname: \"" + "a".repeat(80) + "... (100 characters)\" must be " + cname
                                + "api.example.com"),
                arguments(
                        "hostedZoneId",
                        "hostedZoneId: /hostedzone/Z1",
                        "hostedZoneId: \"/hostedzone/Z1\" must be a hosted zone's id without its path, such as"
                                + " Z0123456789ABCDEFGHIJ"),
                arguments(
                        "heroku",
                        "",
                        "heroku: (missing) must be a mapping with exactly one of addresses, alias, cname"),
                arguments(
                        "heroku",
                        "heroku: {}",
                        "heroku: {} must be a mapping with exactly one of addresses, alias, cname"),
                arguments(
                        "aws",
                        "aws: {cname: alb.example.net, addresses: [192.0.2.1]}",
                        "aws: {cname, addresses} must be a mapping with exactly one of addresses, alias, cname"),
                arguments(
                        "aws",
                        "aws: {cname: 192.0.2.1}",
                        "aws.cname: \"192.0.2.1\" must be " + cname + "api-1234.eu-west-1.elb.amazonaws.com"),
                arguments(
                        "aws",
                        "aws: {addresses: ['2001:db8::1']}",
                        "aws.addresses[0]: \"2001:db8::1\" must be an IPv4 address such as 192.0.2.10; AAAA records"
                                + " are not shifted"),
                arguments(
                        "aws",
                        "aws: {addresses: [192.0.2.1, 192.0.2.1]}",
                        "aws.addresses[1]: \"192.0.2.1\" must be given only once"),
                arguments(
                        "aws",
                        "aws: {cname: App.HerokuDNS.com.}",
                        "aws: \"app.herokudns.com\" must be another target than heroku's: the weights would move"
                                + " nothing"),
                arguments(
                        "aws",
                        "aws: {cname: api.example.com}",
                        "aws: \"api.example.com\" must be another name than hostname, which would lead to itself"),
                arguments(
                        "aws",
                        "aws: {alias: {dnsName: alb.eu-west-1.elb.amazonaws.com, hostedZoneId: Z32O12XQLNTSW2}}",
                        "aws: \"alb.eu-west-1.elb.amazonaws.com\" must be of type CNAME as heroku is, not A: Route 53"
                                + " allows no CNAME beside another type, so use cname with the load balancer's DNS"
                                + " name"),
                arguments(
                        "alarms",
                        "",
                        "alarms: (missing) must be a list with at least one CloudWatch alarm, unless noAlarmsReason"
                                + " says why"),
                arguments(
                        "alarms",
                        "alarms: []",
                        "alarms: [] must be a list with at least one CloudWatch alarm, unless noAlarmsReason says"
                                + " why"),
                arguments("alarms", "alarms: [a, b, {name: a}]", "alarms[2]: {name} must be given only once"),
                arguments(
                        "alarms",
                        "alarms: [{name: a, sparse: true}]",
                        "alarms[0].sparse: true must be a reason in words: one line of at most 500 characters"),
                arguments("alarms", "alarms: [7]", "alarms[0]: 7 must be a mapping with name, sparse"));
    }

    @Test
    void read_ttlOtherThan60BesideAnAlias_isRefused() {
        String spec = Specs.replacing("heroku", "heroku: {addresses: [192.0.2.1]}")
                .replace(
                        "aws: {cname: alb.eu-west-1.elb.amazonaws.com}",
                        "aws: {alias: {dnsName: alb.eu-west-1.elb.amazonaws.com, hostedZoneId: Z32O12XQLNTSW2}}");

        assertThat(SpecReader.read(spec).recordType()).isEqualTo("A");
        assertRefused(
                spec + "ttl: PT30S",
                "ttl: PT30S must be PT1M beside an alias: the alias answers with 60 s, and another TTL distorts the"
                        + " weights");
    }

    @Test
    void read_oneAddressOnBothSides_isRefused() {
        assertRefused(
                Specs.replacing("heroku", "heroku: {addresses: [192.0.2.1]}")
                        .replace(
                                "aws: {cname: alb.eu-west-1.elb.amazonaws.com}",
                                "aws: {addresses: [192.0.2.1, 192.0.2.2]}"),
                "aws: \"192.0.2.1, 192.0.2.2\" must be another target than heroku's: the weights would move nothing");
    }

    @ParameterizedTest
    @MethodSource("files")
    void read_fileThatIsNoSpec_saysWhatIsAllowed(String file, String message) {
        assertRefused(file, message);
    }

    static Stream<Arguments> files() {
        String empty = "spec: an empty file must be a YAML or JSON mapping with hostname, hostedZoneId, heroku, aws and"
                + " alarms";
        String mapping = " must be a mapping with alarms, aws, bake, deadline, dns, gate, health, heroku, hostedZoneId,"
                + " hostname, noAlarmsReason, plan, probe, schedule, simplify, soak, steps, ttl";
        return Stream.of(
                arguments("", empty),
                arguments(" \n\n", empty),
                arguments("# nothing\n", "spec: an empty document must be a mapping"),
                arguments("api.example.com", "spec: \"api.example.com\"" + mapping),
                arguments("[1, 2]", "spec: a list" + mapping),
                arguments(
                        Specs.SMALLEST + "---\n" + Specs.SMALLEST,
                        "spec: a second document must be left out; a file holds one spec"),
                arguments(
                        "hostname: a: b",
                        "spec: line 1, column 12, must be YAML or JSON: mapping values are not allowed here"),
                arguments(
                        "x".repeat(5_000_000),
                        "spec: 5000000 bytes must be at most 262144, the largest input of Step Functions"),
                arguments("""
                        a: &a [x, x, x, x, x, x, x, x, x]
                        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                        """, "a: a YAML anchor or alias must be replaced by the value itself"),
                arguments("hostname: *x", "hostname: a YAML anchor or alias must be replaced by the value itself"),
                arguments("&x hostname: y", "hostname: a YAML anchor or alias must be replaced by the value itself"),
                arguments("&x {a: b}", "spec: a YAML anchor or alias must be replaced by the value itself"),
                arguments("hostname: !!java.net.URL [x]", "hostname: a YAML tag must be left out"),
                arguments(
                        "a: " + "[".repeat(1000),
                        "a[0][0][0][0][0][0][0][0][0][0][0][0]: must not be nested deeper than 12 levels"));
    }

    @Test
    void read_bytesThatAreNoText_saysWhatIsAllowed() {
        assertThatThrownBy(() -> SpecReader.read(new byte[] {(byte) 0xc3, 0x28}))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("spec: the file must be UTF-8 text");
    }

    @Test
    void read_machineWithoutInput_saysWhatIsAllowed() {
        assertThatThrownBy(() -> SpecReader.read((JsonNode) null))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("spec: (missing) must be a mapping");
    }

    private static void assertRefused(String spec, String message) {
        assertThatThrownBy(() -> SpecReader.read(spec.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(message);
    }
}
