package dev.landfall.rehearsal.scenario;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.rehearsal.world.AlarmDefinition;
import dev.landfall.rehearsal.world.AlarmRule;
import dev.landfall.rehearsal.world.CompositeAlarmRule;
import dev.landfall.rehearsal.world.Demand;
import dev.landfall.rehearsal.world.Metric;
import dev.landfall.rehearsal.world.OriginSettings;
import dev.landfall.rehearsal.world.WorldSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a scenario's YAML strictly: what it does not know it refuses, in one line. */
final class ScenarioReader {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int EVERY_WEIGHT = 101;

    /** The file as it is written; what is null was left out. */
    private record File(
            @Nullable String description,
            Scenario.@Nullable Expectation expect,
            @Nullable List<GateOverride> gates,
            @Nullable Schedule schedule,
            @Nullable Integer approvedBelow,
            @Nullable Users users,
            @Nullable Resolvers resolvers,
            @Nullable Origin heroku,
            @Nullable Origin aws,
            @Nullable List<Alarm> alarms,
            WorldSettings.@Nullable Plans plan,
            @Nullable List<ObjectNode> incidents) {}

    private record Schedule(
            String expression,
            @Nullable String timezone,
            @Nullable Duration window) {}

    private record Users(
            @Nullable Double requestsPerSecond,
            @Nullable Double swing,
            @Nullable Double busiestHour) {}

    private record Resolvers(
            @Nullable Double extending, @Nullable Double neverLettingGo) {}

    private record Origin(
            @Nullable Double capacity,
            @Nullable Double millis,
            @Nullable Double errors,
            @Nullable Duration certificateLeft) {}

    /** One of the spec's by its position, or another by its name; on a metric, or on other alarms by a rule. */
    private record Alarm(
            @Nullable Integer which,
            @Nullable String name,
            @Nullable Metric metric,
            @Nullable String rule,
            AlarmRule.@Nullable Statistic statistic,
            AlarmRule.@Nullable Comparison comparison,
            @Nullable Double threshold,
            @Nullable Duration period,
            @Nullable Integer datapoints,
            @Nullable Integer of,
            AlarmRule.@Nullable MissingData missing) {}

    private final String name;

    private ScenarioReader(String name) {
        this.name = name;
    }

    static Scenario read(String name, byte[] yaml) {
        return new ScenarioReader(name).read(yaml);
    }

    private Scenario read(byte[] yaml) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            if (!tree.isObject()) {
                throw refused("the file must be a mapping with description and expect");
            }
            return scenario(YAML.treeToValue(tree, File.class));
        } catch (JacksonException e) {
            throw refused(inOneLine(e));
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw refused("cannot be read");
        }
    }

    private Scenario scenario(File file) throws JacksonException {
        Scenario.Expectation expect = file.expect();
        if (file.description() == null || expect == null) {
            throw refused("description and expect must be given");
        }
        List<Incident> incidents = new ArrayList<>();
        for (ObjectNode node : orEmpty(file.incidents())) {
            incidents.add(incident(node));
        }
        return new Scenario(
                name,
                file.description(),
                expect,
                orEmpty(file.gates()),
                schedule(file.schedule()),
                Objects.requireNonNullElse(file.approvedBelow(), EVERY_WEIGHT),
                world(file),
                incidents);
    }

    private Incident incident(ObjectNode node) throws JacksonException {
        ObjectNode action = node.deepCopy();
        if (!node.has("when") || !node.has("do")) {
            throw refused("incidents: when and do must be given");
        }
        Trigger when = trigger(action.remove("when"));
        Duration after = duration(action, "after");
        Duration lasting = duration(action, "for");
        Trigger until = node.has("until") ? trigger(action.remove("until")) : null;
        return new Incident(
                when, after == null ? Duration.ZERO : after, lasting, until, YAML.treeToValue(action, Action.class));
    }

    private Trigger trigger(JsonNode when) throws JacksonException {
        String kind = when.size() == 1 ? when.fieldNames().next() : "";
        Class<? extends Trigger> type = switch (kind) {
            case "at" -> Trigger.At.class;
            case "weight" -> Trigger.Weight.class;
            case "parked" -> Trigger.Parked.class;
            case "state" -> Trigger.State.class;
            default -> throw refused("incidents: when: " + when + " must be one of at, weight, parked, state");
        };
        return YAML.treeToValue(when, type);
    }

    private static @Nullable Duration duration(ObjectNode node, String field) throws JacksonException {
        return node.has(field) ? YAML.treeToValue(node.remove(field), Duration.class) : null;
    }

    private static ShiftSpec.@Nullable GateSchedule schedule(@Nullable Schedule given) {
        return given == null
                ? null
                : new ShiftSpec.GateSchedule(
                        given.expression(), Objects.requireNonNullElse(given.timezone(), "UTC"), given.window());
    }

    private WorldSettings world(File file) {
        Users users = file.users() == null ? new Users(null, null, null) : file.users();
        Resolvers resolvers = file.resolvers() == null ? new Resolvers(null, null) : file.resolvers();
        return new WorldSettings(
                new Demand(
                        or(users.requestsPerSecond(), Demand.USUAL.requestsPerSecond()),
                        or(users.swing(), Demand.USUAL.swing()),
                        or(users.busiestHour(), Demand.USUAL.busiestHour())),
                or(resolvers.extending(), WorldSettings.EXTENDING_RESOLVERS),
                or(resolvers.neverLettingGo(), 0),
                origin(file.heroku(), OriginSettings.HEROKU),
                origin(file.aws(), OriginSettings.AWS),
                alarms(orEmpty(file.alarms())),
                otherAlarms(orEmpty(file.alarms())),
                Objects.requireNonNullElse(file.plan(), WorldSettings.Plans.OPEN));
    }

    private static OriginSettings origin(@Nullable Origin given, OriginSettings usual) {
        if (given == null) {
            return usual;
        }
        return new OriginSettings(
                or(given.capacity(), usual.capacity()),
                or(given.millis(), usual.millis()),
                or(given.errors(), usual.errors()),
                Objects.requireNonNullElse(given.certificateLeft(), usual.certificateLeft()));
    }

    private Map<Integer, AlarmDefinition> alarms(List<Alarm> given) {
        Map<Integer, AlarmDefinition> definitions = new HashMap<>();
        for (Alarm alarm : given) {
            if ((alarm.which() == null) == (alarm.name() == null)) {
                throw refused("alarms: each must have either which or name");
            }
            if (alarm.which() != null) {
                definitions.put(position(alarm.which()), definition(alarm));
            }
        }
        return definitions;
    }

    private int position(int which) {
        if (which < 1) {
            throw refused("alarms: which: " + which + " must be the alarm's position in the spec, from 1");
        }
        return which - 1;
    }

    private List<WorldSettings.NamedAlarm> otherAlarms(List<Alarm> given) {
        List<WorldSettings.NamedAlarm> others = new ArrayList<>();
        for (Alarm alarm : given) {
            if (alarm.name() != null) {
                others.add(new WorldSettings.NamedAlarm(alarm.name(), definition(alarm)));
            }
        }
        return others;
    }

    private AlarmDefinition definition(Alarm alarm) {
        if (alarm.metric() != null && alarm.rule() == null) {
            return onMetric(alarm, alarm.metric());
        }
        if (alarm.rule() != null && alarm.metric() == null) {
            return CompositeAlarmRule.parse(alarm.rule());
        }
        throw refused("alarms: each must have either metric or rule");
    }

    private static AlarmRule onMetric(Alarm alarm, Metric metric) {
        return new AlarmRule(
                metric,
                Objects.requireNonNullElse(alarm.statistic(), AlarmRule.Statistic.AVERAGE),
                Objects.requireNonNullElse(alarm.comparison(), AlarmRule.Comparison.OVER),
                or(alarm.threshold(), 1),
                Objects.requireNonNullElse(alarm.period(), Duration.ofMinutes(1)),
                Objects.requireNonNullElse(alarm.datapoints(), 2),
                Objects.requireNonNullElse(alarm.of(), 3),
                Objects.requireNonNullElse(alarm.missing(), AlarmRule.MissingData.MISSING));
    }

    private static String inOneLine(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return path(unknown) + ": unknown field; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        String what = e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? path(mapping) + ": " + what
                : what;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private InvalidScenarioException refused(String why) {
        return new InvalidScenarioException("scenario " + name + ": " + why);
    }

    private static double or(@Nullable Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
