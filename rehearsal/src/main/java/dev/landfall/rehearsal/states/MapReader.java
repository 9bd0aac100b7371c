package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.State.Dataset;
import dev.landfall.rehearsal.states.State.Effects;
import dev.landfall.rehearsal.states.State.Flow;
import dev.landfall.rehearsal.states.State.Tolerance;
import dev.landfall.rehearsal.states.TemplateReader.Place;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a Map, inline or distributed: its processor says which, and what else it may have. */
final class MapReader {

    private static final String INLINE = "INLINE";
    private static final String DISTRIBUTED = "DISTRIBUTED";
    private static final Pattern LABEL = Pattern.compile("[^\\s\\p{Cntrl}<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/]{1,40}");
    private static final Flow NOTHING = new Flow("", Map.of());

    private final StateReader states;

    MapReader(StateReader states) {
        this.states = states;
    }

    State read(StatePart part) {
        return isDistributed(part) ? distributed(part) : inline(part);
    }

    private static boolean isDistributed(StatePart part) {
        return part.fields()
                .any("ItemProcessor")
                .map(processor -> processor.at("/ProcessorConfig/Mode").asText())
                .filter(DISTRIBUTED::equals)
                .isPresent();
    }

    private State inline(StatePart part) {
        // Before the processor, which must not assign what this state assigns.
        Effects effects = states.effects(part, Place.RESULT);
        return new State.ForEach(
                part.state(),
                items(part),
                states.template(part, "ItemSelector", Place.BEFORE),
                states.integer(part, "MaxConcurrency", 0),
                processor(part, part.flow().ofBranch()),
                effects,
                states.recovery(part),
                StateReader.next(part));
    }

    /** Its executions see no variable of the flow around it, and are not in its way. */
    private State distributed(StatePart part) {
        return new State.MapRun(
                part.state(),
                label(part),
                dataset(part),
                states.template(part, "ItemSelector", Place.BEFORE),
                states.integer(part, "MaxConcurrency", 0),
                new Tolerance(percentage(part), states.integer(part, "ToleratedFailureCount", 0)),
                processor(part, FlowContext.ofMachine()),
                resultWriter(part),
                states.effects(part, Place.RESULT),
                states.recovery(part),
                StateReader.next(part));
    }

    private static String label(StatePart part) {
        FieldReader fields = part.fields();
        Optional<String> label = fields.text("Label");
        label.filter(text -> !LABEL.matcher(text).matches())
                .ifPresent(text -> fields.problem(
                        "Label must have 1 to 40 characters that may stand in an ARN, not \"" + text + "\""));
        // Step Functions makes one up, too.
        return label.orElseGet(() -> UUID.nameUUIDFromBytes(part.state().getBytes(StandardCharsets.UTF_8))
                .toString());
    }

    private Dataset dataset(StatePart part) {
        FieldReader fields = part.fields();
        if (!fields.has("ItemReader")) {
            return new Dataset.Items(items(part));
        }
        if (fields.has("Items")) {
            fields.problem("needs either Items or ItemReader");
        }
        return new Dataset.S3Object(fields.inner("ItemReader")
                .map(reader -> itemReader(part.element(reader)))
                .orElseGet(Template.StateInput::new));
    }

    private Template itemReader(StatePart part) {
        FieldReader fields = part.fields();
        fields.required("ReaderConfig", fields.inner("ReaderConfig")).ifPresent(config -> {
            config.required("InputType", config.text("InputType"));
            config.oneOf("InputType", "JSON");
            config.refuseTheRest();
        });
        return s3Call(part, Integration.GET_OBJECT, Set.of("Bucket", "Key"), Set.of());
    }

    private Optional<Template> resultWriter(StatePart part) {
        return part.fields()
                .inner("ResultWriter")
                .map(writer ->
                        s3Call(part.element(writer), Integration.PUT_OBJECT, Set.of("Bucket"), Set.of("Prefix")));
    }

    private Template s3Call(StatePart part, String resource, Set<String> required, Set<String> optional) {
        FieldReader fields = part.fields();
        fields.required("Resource", fields.text("Resource"));
        fields.oneOf("Resource", resource);
        states.calls(resource);
        fields.required("Arguments", fields.inner("Arguments")).ifPresent(arguments -> {
            required.stream().sorted().forEach(name -> arguments.required(name, arguments.text(name)));
            optional.forEach(arguments::text);
            arguments.refuseTheRest();
        });
        Template arguments = states.template(part, "Arguments", Place.BEFORE).orElseGet(Template.StateInput::new);
        fields.refuseTheRest();
        return arguments;
    }

    private Optional<Template> percentage(StatePart part) {
        FieldReader fields = part.fields();
        fields.any("ToleratedFailurePercentage")
                .filter(value -> !TemplateReader.isExpression(value) && !isPercentage(value))
                .ifPresent(value -> fields.problem(
                        "ToleratedFailurePercentage must be a number from 0 to 100 or a JSONata expression, not "
                                + value));
        return states.template(part, "ToleratedFailurePercentage", Place.BEFORE);
    }

    static boolean isPercentage(JsonNode value) {
        return value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 100;
    }

    private Template items(StatePart part) {
        FieldReader fields = part.fields();
        fields.any("Items")
                .filter(value -> !value.isArray() && !TemplateReader.isExpression(value))
                .ifPresent(value -> fields.problem("Items must be an array or a JSONata expression, not " + value));
        return states.template(part, "Items", Place.BEFORE).orElseGet(Template.StateInput::new);
    }

    private Flow processor(StatePart part, FlowContext flow) {
        FieldReader fields = part.fields();
        Optional<FieldReader> processor = fields.required("ItemProcessor", fields.inner("ItemProcessor"));
        if (processor.isEmpty()) {
            return NOTHING;
        }
        processor.get().inner("ProcessorConfig").ifPresent(MapReader::processorConfig);
        return states.branch(processor.get(), flow);
    }

    private static void processorConfig(FieldReader config) {
        if (config.oneOf("Mode", INLINE, DISTRIBUTED).equals(DISTRIBUTED)) {
            config.required("ExecutionType", config.text("ExecutionType"));
            config.oneOf("ExecutionType", "STANDARD");
        }
        config.refuseTheRest();
    }
}
