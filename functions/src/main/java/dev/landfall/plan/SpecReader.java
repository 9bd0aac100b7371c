package dev.landfall.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.landfall.plan.ShiftSpec.Dns;
import dev.landfall.plan.ShiftSpec.GateSchedule;
import dev.landfall.plan.ShiftSpec.Health;
import dev.landfall.plan.ShiftSpec.Probe;
import dev.landfall.plan.ShiftSpec.WatchedAlarm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator wrote, YAML or JSON, fills in the defaults, and refuses the first mistake with an
 * {@link InvalidSpecException}. Asks nobody: what only the world knows is checked later.
 */
public final class SpecReader {
    /** Leaves a fortnight of the year that Step Functions keeps an execution to everything that is not a step. */
    static final Duration LONGEST = Duration.ofDays(350);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_ALARMS = 50;
    private static final int LONGEST_ALARM_NAME = 255;
    private static final int LONGEST_REASON = 500;
    private static final int MOST_NAME_SERVERS = 16;
    /** Fewer than 100 cannot tell a small weight from none. */
    private static final int FEWEST_QUESTIONS = 100;
    /** More do not fit into the function that asks them. */
    private static final int MOST_QUESTIONS = 10_000;

    private static final Pattern PATH = Pattern.compile("/[!-\"$-~]{0,1023}");
    private static final Pattern LOAD_BALANCER = Pattern.compile("app/[A-Za-z0-9-]{1,32}/[a-z0-9]{1,32}");
    private static final Pattern PLAN = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern SCHEME = Pattern.compile("https?");
    private static final String LIST_OF_NAME_SERVERS = "a list of at most " + MOST_NAME_SERVERS + " name servers";
    private static final String LIST_OF_ALARMS = "a list of at most " + MOST_ALARMS + " CloudWatch alarms";

    private SpecReader() {}

    /** Reads a file of at most 256 KiB in UTF-8. */
    public static ShiftSpec read(byte[] file) {
        return read(SpecText.parse(file));
    }

    /**
     * What the operator wrote, as the shift machine takes it.
     *
     * @throws InvalidSpecException if it is neither JSON nor YAML of the form that a spec has
     */
    public static JsonNode tree(byte[] file) {
        return SpecText.parse(file);
    }

    public static ShiftSpec read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param json the input of a machine; null if it has none */
    public static ShiftSpec read(@Nullable JsonNode json) {
        Field root = Field.root(json == null ? MissingNode.getInstance() : json);
        if (!root.isGiven()) {
            throw root.refused("a mapping");
        }
        ShiftSpec spec = spec(root.mapping(
                "hostname",
                "hostedZoneId",
                "heroku",
                "aws",
                "alarms",
                "noAlarmsReason",
                "steps",
                "gate",
                "bake",
                "deadline",
                "ttl",
                "soak",
                "simplify",
                "probe",
                "health",
                "dns",
                "schedule",
                "plan"));
        SpecRules.check(spec);
        return spec;
    }

    private static ShiftSpec spec(Field root) {
        String hostname = Hostnames.publicName(root.at("hostname"));
        String hostedZoneId = TargetReader.hostedZoneId(root.at("hostedZoneId"));
        List<WatchedAlarm> alarms = alarms(root.at("alarms"));
        return new ShiftSpec(
                hostname,
                hostedZoneId,
                TargetReader.read(root.at("heroku"), "example-1234.herokudns.com"),
                TargetReader.read(root.at("aws"), "api-1234.eu-west-1.elb.amazonaws.com"),
                alarms,
                noAlarmsReason(root, alarms),
                StepReader.read(root),
                root.at("ttl").duration(Duration.ofMinutes(1), SECOND, HOUR),
                probe(root.at("probe")),
                health(root.at("health")),
                dns(root.at("dns")),
                schedule(root.at("schedule")),
                root.at("soak").duration(Duration.ofDays(7), Duration.ZERO, LONGEST),
                root.at("simplify").flag(false),
                plan(root.at("plan")));
    }

    static String reason(Field field) {
        return field.line(LONGEST_REASON, "a reason in words");
    }

    static String alarmName(Field field) {
        return field.line(LONGEST_ALARM_NAME, "the name of a CloudWatch alarm");
    }

    private static List<WatchedAlarm> alarms(Field field) {
        if (!field.isGiven()) {
            return List.of();
        }
        List<Field> items = field.items(0, MOST_ALARMS, LIST_OF_ALARMS);
        List<WatchedAlarm> alarms = items.stream().map(SpecReader::alarm).toList();
        Field.requireDistinct(items, alarms.stream().map(WatchedAlarm::name).toList());
        return alarms;
    }

    private static WatchedAlarm alarm(Field item) {
        if (item.isText()) {
            return new WatchedAlarm(alarmName(item), null);
        }
        item.mapping("name", "sparse");
        Field sparse = item.at("sparse");
        return new WatchedAlarm(alarmName(item.at("name")), sparse.isGiven() ? reason(sparse) : null);
    }

    private static @Nullable String noAlarmsReason(Field root, List<WatchedAlarm> alarms) {
        Field reason = root.at("noAlarmsReason");
        if (alarms.isEmpty() && !reason.isGiven()) {
            throw root.at("alarms")
                    .refused("a list with at least one CloudWatch alarm, unless noAlarmsReason says why");
        }
        if (!alarms.isEmpty() && reason.isGiven()) {
            throw reason.refused("left out where alarms are named");
        }
        return reason.isGiven() ? reason(reason) : null;
    }

    private static Probe probe(Field field) {
        field.mapping("scheme", "port", "path", "expectedStatus");
        Field schemeField = field.at("scheme");
        String scheme = schemeField.isGiven() ? schemeField.matching(SCHEME, "https or http") : "https";
        Field path = field.at("path");
        return new Probe(
                scheme,
                field.at("port").whole(scheme.equals("https") ? 443 : 80, 1, 65_535),
                path.isGiven() ? path.matching(PATH, "a path in ASCII that begins with / and has no # or blank") : "/",
                field.at("expectedStatus").whole(200, 200, 599));
    }

    private static Health health(Field field) {
        field.mapping("loadBalancer", "minimumRequests", "minimumProbes", "window", "noDataDeadline", "holdDeadline");
        Field loadBalancer = field.at("loadBalancer");
        return new Health(
                loadBalancer.isGiven()
                        ? loadBalancer.matching(
                                LOAD_BALANCER, "the end of an ALB's ARN, such as app/api/50dc6c495c0c9188")
                        : null,
                field.at("minimumRequests").whole(100, 1, 1_000_000_000),
                field.at("minimumProbes").whole(10, 1, 10_000),
                minutes(field.at("window"), Duration.ofMinutes(5), HOUR),
                field.at("noDataDeadline").duration(Duration.ofMinutes(15), SECOND, DAY),
                field.at("holdDeadline").duration(HOUR, SECOND, DAY));
    }

    private static Dns dns(Field field) {
        field.mapping("nameServers", "questions");
        Field servers = field.at("nameServers");
        return new Dns(
                servers.isGiven() ? nameServers(servers) : List.of(),
                field.at("questions").whole(1000, FEWEST_QUESTIONS, MOST_QUESTIONS));
    }

    private static List<String> nameServers(Field field) {
        List<Field> items = field.items(0, MOST_NAME_SERVERS, LIST_OF_NAME_SERVERS);
        List<String> servers = items.stream().map(Hostnames::nameServer).toList();
        Field.requireDistinct(items, servers);
        return servers;
    }

    private static @Nullable String plan(Field field) {
        return field.isGiven()
                ? field.matching(PLAN, "the digest of a plan: sha256: and 64 hexadecimal digits in lower case")
                : null;
    }

    private static @Nullable GateSchedule schedule(Field field) {
        if (!field.isGiven()) {
            return null;
        }
        field.mapping("expression", "timezone", "window");
        String expression = field.at("expression").text(ScheduleExpression.ALLOWED);
        ScheduleExpression.parse(expression);
        Field timezone = field.at("timezone");
        Field window = field.at("window");
        return new GateSchedule(
                expression,
                timezone.isGiven() ? timezone(timezone) : "UTC",
                window.isGiven() ? minutes(window, Duration.ZERO, DAY) : null);
    }

    private static String timezone(Field field) {
        String allowed = "an IANA time zone such as Europe/Berlin";
        String name = field.text(allowed);
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw field.refused(allowed);
        }
        return name;
    }

    /** CloudWatch and EventBridge Scheduler count in minutes here. */
    private static Duration minutes(Field field, Duration otherwise, Duration most) {
        Duration duration = field.duration(otherwise, Duration.ofMinutes(1), most);
        if (duration.toSecondsPart() != 0) {
            throw field.refused("in whole minutes");
        }
        return duration;
    }
}
