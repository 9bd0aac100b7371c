package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.State.Catcher;
import dev.landfall.rehearsal.states.State.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads Retry and Catch. */
final class RecoveryReader {

    private static final int MOST_DELAY_SECONDS = 31_622_399;

    private final StateReader states;

    RecoveryReader(StateReader states) {
        this.states = states;
    }

    Recovery read(StatePart state) {
        List<FieldReader> retry = state.fields().elements("Retry");
        List<FieldReader> catches = state.fields().elements("Catch");
        return new Recovery(
                retry.stream()
                        .map(fields -> retrier(fields, fields == retry.getLast()))
                        .toList(),
                catches.stream()
                        .map(fields -> catcher(state.element(fields), fields == catches.getLast()))
                        .toList());
    }

    private static Retrier retrier(FieldReader fields, boolean last) {
        fields.text("Comment");
        List<String> errorEquals = errorEquals(fields, last);
        int interval =
                fields.integer("IntervalSeconds", 1, StateReader.MOST_SECONDS).orElse(1);
        int maxAttempts =
                fields.integer("MaxAttempts", 0, StateReader.MOST_SECONDS).orElse(3);
        double backoffRate = fields.number("BackoffRate", 1.0).orElse(2.0);
        OptionalInt maxDelay = fields.integer("MaxDelaySeconds", 1, MOST_DELAY_SECONDS);
        String jitter = fields.oneOf("JitterStrategy", "NONE", "FULL");
        fields.refuseTheRest();
        if (maxDelay.isPresent() && maxDelay.getAsInt() <= interval) {
            fields.problem("MaxDelaySeconds must be greater than IntervalSeconds");
        }
        return new Retrier(errorEquals, interval, maxAttempts, backoffRate, maxDelay, jitter.equals("FULL"));
    }

    private Catcher catcher(StatePart part, boolean last) {
        FieldReader fields = part.fields();
        fields.text("Comment");
        List<String> errorEquals = errorEquals(fields, last);
        State.Effects effects = states.effects(part, TemplateReader.Place.CATCH);
        State.Next next = part.leadsTo(fields.requiredText("Next"));
        fields.refuseTheRest();
        return new Catcher(errorEquals, effects, next);
    }

    private static List<String> errorEquals(FieldReader fields, boolean last) {
        List<String> names = new ArrayList<>();
        fields.required("ErrorEquals", fields.array("ErrorEquals"))
                .ifPresent(array ->
                        array.forEach(name -> names.add(name.isTextual() ? name.textValue() : notAName(fields, name))));
        for (String name : names) {
            if (ErrorNames.isReserved(name) && !ErrorNames.CATCHABLE.contains(name)) {
                fields.problem("error " + name + " is unknown, or can never be caught"
                        + Problems.suggestion(name, ErrorNames.CATCHABLE));
            }
        }
        if (names.contains(ErrorNames.ALL) && (names.size() > 1 || !last)) {
            fields.problem("States.ALL must stand alone, and in the last entry");
        }
        return names;
    }

    private static String notAName(FieldReader fields, JsonNode name) {
        fields.problem("ErrorEquals must hold strings, not " + name);
        return "";
    }
}
