package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.JsonHandler;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The deployment against the code: names that only meet in AWS. A mistake in one of them would show when a function is
 * called, which for the way back may be months after the deployment.
 */
final class TemplateTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
    private static final Template TEMPLATE = Template.read(ROOT.resolve("template.yaml"));

    enum Machine {
        SHIFT("ShiftStateMachine", "ShiftRole", "shift"),
        ROLLBACK("RollbackStateMachine", "RollbackRole", "rollback"),
        ASSESS("AssessStateMachine", "AssessRole", "assess"),
        FLEET("FleetStateMachine", "FleetRole", "fleet");

        final String resource;
        final String role;
        final Path file;

        Machine(String resource, String role, String file) {
            this.resource = resource;
            this.role = role;
            this.file = ROOT.resolve("statemachine/" + file + ".asl.yaml");
        }

        String text() {
            return Template.text(file);
        }

        JsonNode definition() {
            return Template.read(file).root();
        }

        Map<String, JsonNode> tasks() {
            return ofType("Task");
        }

        /** Each of them distributed. */
        Map<String, JsonNode> maps() {
            return ofType("Map");
        }

        private Map<String, JsonNode> ofType(String type) {
            Map<String, JsonNode> found = new TreeMap<>(states(definition()));
            found.values().removeIf(state -> !state.path("Type").asText().equals(type));
            return found;
        }

        /** Those inside of maps too; a name is used once in a file. */
        private static Map<String, JsonNode> states(JsonNode processor) {
            Map<String, JsonNode> all = new TreeMap<>();
            processor.path("States").properties().forEach(state -> {
                all.put(state.getKey(), state.getValue());
                all.putAll(states(state.getValue().path("ItemProcessor")));
            });
            return all;
        }

        /** The function that a task calls; empty for a task that calls AWS itself. */
        static String function(JsonNode task) {
            return task.at("/Arguments/FunctionName").asText().replaceAll("[${}]", "");
        }

        JsonNode substitutions() {
            return TEMPLATE.properties(resource).get("DefinitionSubstitutions");
        }

        Set<String> functions() {
            return tasks().values().stream()
                    .map(Machine::function)
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void handler_ofEveryFunction_isAClassThatLambdaCanMake() throws ReflectiveOperationException {
        for (String handler : handlers()) {
            Class<?> type = Class.forName(handler);
            assertThat(Modifier.isPublic(type.getModifiers())).as(handler).isTrue();
            assertThat(type.getConstructor()).as(handler).isNotNull();
        }
    }

    @Test
    void handlerClasses_inTheCode_areAllDeployed() {
        Set<String> inTheCode = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.landfall").stream()
                        .filter(type -> type.isAssignableTo(JsonHandler.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(handlers()).containsExactlyInAnyOrderElementsOf(inTheCode);
    }

    @Test
    void function_everyOne_hasItsOwnRoleAndLog() {
        assertThat(functions().keySet()).allSatisfy(name -> {
            String stem = name.replaceFirst("Function$", "");
            JsonNode properties = TEMPLATE.properties(name);
            assertThat(properties.get("Role").asText()).isEqualTo(stem + "Role.Arn");
            assertThat(properties.at("/LoggingConfig/LogGroup").asText()).isEqualTo(stem + "Log");
        });
    }

    /** The alias would keep the version with the old value: SAM publishes no other when only a parameter's value changes. */
    @Test
    void function_noOne_dependsOnAParameter() {
        Pattern parameter =
                Pattern.compile("\\b(" + String.join("|", names(TEMPLATE.root().get("Parameters"))) + ")\\b");

        assertThat(versioned())
                .isNotEmpty()
                .noneMatch(value -> parameter.matcher(value).find());
    }

    /** What a published version keeps of its function, and a reserved concurrency is none of it. */
    private static List<String> versioned() {
        return Stream.concat(
                        Stream.of(TEMPLATE.root().at("/Globals/Function")),
                        functions().values().stream().map(function -> function.get("Properties")))
                .flatMap(properties -> properties.properties().stream())
                .filter(property -> !property.getKey().equals("ReservedConcurrentExecutions"))
                .map(property -> property.getValue().toString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void placeholder_everyOne_hasASubstitutionAndNoneIsIdle(Machine machine) {
        Set<String> placeholders = PLACEHOLDER
                .matcher(machine.text())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(names(machine.substitutions())).containsExactlyInAnyOrderElementsOf(placeholders);
    }

    /** SnapStart works for published versions only, which the alias points at. */
    @ParameterizedTest
    @EnumSource
    void function_ofAMachine_isCalledByItsAliasAndAllowed(Machine machine) {
        List<String> allowed =
                texts(TEMPLATE.properties(machine.role).at("/Policies/0/PolicyDocument/Statement/0"), "Resource");

        assertThat(machine.functions())
                .allSatisfy(name ->
                        assertThat(machine.substitutions().get(name).asText()).isEqualTo(name + ".Alias"));
        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(machine.functions().stream()
                        .map(name -> name + ".Alias")
                        .toList());
    }

    @Test
    void rollback_itsFunctions_areFour() {
        assertThat(Machine.ROLLBACK.functions())
                .as("each more is one more thing that must be healthy for the way back")
                .containsExactly("EndFunction", "FenceFunction", "RestoreFunction", "VerifyFunction");
    }

    /** Each app of a fleet is told to the table, whatever becomes of it. */
    @Test
    void map_ofAFleet_isBoundedAndEndsForNoItem() {
        assertThat(Machine.FLEET.maps()).hasSize(1).allSatisfy((name, map) -> {
            assertThat(names(map)).contains("Comment", "ItemReader", "ResultWriter", "Catch");
            assertThat(map.get("MaxConcurrency").asInt()).isBetween(1, 3);
            assertThat(map.get("ToleratedFailurePercentage").asInt()).isEqualTo(100);
            assertThat(map.at("/ItemProcessor/ProcessorConfig/Mode").asText()).isEqualTo("DISTRIBUTED");
        });
        assertThat(assessing().at("/Catch/0/Next").asText()).isEqualTo("NotAssessed");
    }

    /** Else the fleet would say "time-out" of an app of which the assess machine can say why. */
    @Test
    void assess_itsTimeout_isBelowThatOfTheFleetsState() {
        int fleet = assessing().get("TimeoutSeconds").asInt();

        assertThat(Machine.ASSESS.definition().get("TimeoutSeconds").asInt()).isLessThan(fleet);
    }

    private static JsonNode assessing() {
        return Machine.FLEET.definition().at("/States/AssessEach/ItemProcessor/States/Assess");
    }

    @Test
    void lock_itsMovers_areThree() {
        Set<String> movers = functions().keySet().stream()
                .filter(name -> policies(name).contains("MoveLockPolicy"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(movers).containsExactly("EndFunction", "FenceFunction", "TakeLockFunction");
    }

    @ParameterizedTest
    @EnumSource
    void task_everyOne_saysWhyAndEnds(Machine machine) {
        assertThat(machine.tasks()).allSatisfy((name, task) -> {
            assertThat(names(task)).contains("Comment", "TimeoutSeconds", "Retry", "Catch");
            JsonNode last = task.get("Catch").get(task.get("Catch").size() - 1);
            assertThat(texts(last, "ErrorEquals")).containsExactly("States.ALL");
        });
    }

    /** Lambda makes a function's snapshot again after 14 days without a call, and refuses calls meanwhile. */
    @ParameterizedTest
    @EnumSource
    void task_ofAFunction_outlastsTheMakingOfASnapshot(Machine machine) {
        assertThat(machine.tasks()).allSatisfy((name, task) -> {
            if (!Machine.function(task).isEmpty()) {
                assertThat(stream(task.get("Retry"))
                                .filter(rule ->
                                        texts(rule, "ErrorEquals").contains("Lambda.SnapStartNotReadyException"))
                                .mapToInt(rule -> rule.get("MaxAttempts").asInt()
                                        * rule.get("IntervalSeconds").asInt()))
                        .as(name)
                        .singleElement()
                        .satisfies(seconds -> assertThat(seconds).isGreaterThanOrEqualTo(600));
            }
        });
    }

    /** A snapshot that Lambda renews would silence the probe and the sweeper for minutes. */
    @Test
    void function_calledEachMinute_needsNoSnapshot() {
        Set<String> started = functions().keySet().stream()
                .filter(name -> TEMPLATE.properties(name)
                        .at("/SnapStart/ApplyOn")
                        .asText()
                        .equals("None"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(started).containsExactly("ProbeFunction", "SweepFunction");
    }

    @Test
    void function_thatTrafficWaitsFor_isKeptAwake() {
        Set<String> awake = functions().keySet().stream()
                .filter(name -> TEMPLATE.properties(name).at("/Events/Awake").isObject())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(awake)
                .containsAll(Machine.ROLLBACK.functions())
                .contains("AbortFunction", "AlarmEventFunction", "ApproveFunction", "ScheduleFiredFunction")
                .allSatisfy(name -> assertThat(TEMPLATE.properties(name)
                                .at("/Events/Awake/Properties/Input")
                                .asText())
                        .isEqualTo(JsonHandler.AWAKE));
    }

    /** Else the machine's next attempt could begin while the last one still writes. */
    @ParameterizedTest
    @EnumSource
    void function_itsTimeout_isBelowThatOfItsStates(Machine machine) {
        assertThat(machine.tasks()).allSatisfy((name, task) -> {
            JsonNode limit = task.get("TimeoutSeconds");
            if (limit.isInt() && !Machine.function(task).isEmpty()) {
                assertThat(timeout(Machine.function(task))).as(name).isLessThan(limit.asInt());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void error_ofLandfall_isAnExceptionInTheCode(Machine machine) {
        Stream<String> errors = machine.tasks().values().stream()
                .flatMap(task -> Stream.of(task.get("Retry"), task.get("Catch")))
                .flatMap(TemplateTest::stream)
                .flatMap(rule -> texts(rule, "ErrorEquals").stream())
                .filter(error -> error.startsWith("dev.landfall."))
                .distinct();

        assertThat(errors).allSatisfy(error -> assertThat(Class.forName(error)).isAssignableTo(RuntimeException.class));
    }

    @Test
    void dashboard_body_isJson() throws IOException {
        JsonNode body = Json.MAPPER.readTree(
                TEMPLATE.properties("Dashboard").get("DashboardBody").asText());

        assertThat(body.get("widgets")).isNotEmpty();
    }

    /**
     * CloudFormation takes a definition from S3 as it is and reads it with Jackson, to which an alias is a text. Only
     * the template passes through the SAM CLI, which spells anchors out.
     */
    @ParameterizedTest
    @EnumSource
    void definition_asCloudFormationReadsIt_isTheSame(Machine machine) throws IOException {
        assertThat(new YAMLMapper().readTree(machine.text())).isEqualTo(machine.definition());
    }

    private static Map<String, JsonNode> functions() {
        return TEMPLATE.ofType("AWS::Serverless::Function");
    }

    private static List<String> handlers() {
        return functions().values().stream()
                .map(function -> function.at("/Properties/Handler").asText())
                .toList();
    }

    private static int timeout(String function) {
        return TEMPLATE.properties(function).get("Timeout").asInt();
    }

    private static List<String> policies(String function) {
        return texts(TEMPLATE.properties(function.replaceFirst("Function$", "Role")), "ManagedPolicyArns");
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode object, String field) {
        return stream(object.get(field)).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
