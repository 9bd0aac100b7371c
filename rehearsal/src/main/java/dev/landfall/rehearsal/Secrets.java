package dev.landfall.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.journal.Entry;
import dev.landfall.lambda.Json;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.PortCalls;
import dev.landfall.rehearsal.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The eighth: no secret comes out. */
final class Secrets {

    private final Facts facts;

    Secrets(Facts facts) {
        this.facts = facts;
    }

    /** A task token steers the execution; the canary lies where clients' error messages may quote credentials. */
    Optional<String> breach() {
        List<String> secrets =
                Stream.concat(tokens(), Stream.of(PortCalls.CANARY)).toList();
        return said().filter(text -> secrets.stream().anyMatch(text.text()::contains))
                .findFirst()
                .map(text -> "a secret stands in " + text.where());
    }

    private Stream<String> tokens() {
        return executions()
                .flatMap(execution -> facts.world().engine().history(execution.executionArn()).stream())
                .filter(event -> event.type() == HistoryEventType.TaskScheduled)
                .flatMap(event -> event.details().findValuesAsText("taskToken").stream());
    }

    private Stream<ExecutionDescription> executions() {
        return Stream.of(World.SHIFT_MACHINE, World.ROLLBACK_MACHINE)
                .flatMap(machine -> facts.world().engine().list(machine).stream());
    }

    private record Said(String where, String text) {}

    private Stream<Said> said() {
        Stream<Said> journal =
                facts.world().journal().all().stream().map(entry -> new Said("the journal", write(entry)));
        Stream<Said> pages =
                facts.world().pages().stream().map(page -> new Said("a page", page.subject() + page.message()));
        return Stream.of(journal, pages, executions().flatMap(this::said)).flatMap(stream -> stream);
    }

    private Stream<Said> said(ExecutionDescription execution) {
        return facts.world().engine().history(execution.executionArn()).stream()
                // The token is handed to the function that stores it: that one event is its way there.
                .filter(event -> event.type() != HistoryEventType.TaskScheduled)
                .map(HistoryEvent::details)
                .map(JsonNode::toString)
                .map(details -> new Said("the history of " + execution.name(), details));
    }

    private static String write(Entry entry) {
        try {
            return Json.MAPPER.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal entry that cannot be written", e);
        }
    }
}
