package dev.landfall.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.journal.Entry;
import dev.landfall.lambda.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a rehearsal. Its JSON is the document of {@code rehearse --json}.
 *
 * @param finalWeights shares in percent that the records give at the end
 * @param weights every change of AWS's share, the first one being the start
 * @param virtualSeconds from the start of the shift to the end of its last execution
 * @param transitions state transitions of all executions, which is what Step Functions charges for
 * @param reactionSeconds from the alarm's change of state to the rollback's first write; null if there was no rollback
 *     under an alarm that fired since the shift's first
 */
public record RehearsalResult(
        Entry.Outcome outcome,
        Weights finalWeights,
        List<WeightAt> weights,
        double virtualSeconds,
        long wallMillis,
        int transitions,
        int historyEvents,
        @Nullable Double reactionSeconds,
        long failedRequests,
        long servedRequests,
        List<Promise> promises,
        List<Entry> journal) {

    public RehearsalResult {
        weights = List.copyOf(weights);
        promises = List.copyOf(promises);
        journal = List.copyOf(journal);
    }

    public record Weights(int heroku, int aws) {}

    public record WeightAt(Instant at, int aws) {}

    /** @param number as in the guarantees */
    public record Promise(int number, boolean kept) {}

    /** Indented, with a line feed at the end; the same result gives the same text. */
    public String toJson() {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that cannot be written", e);
        }
    }
}
