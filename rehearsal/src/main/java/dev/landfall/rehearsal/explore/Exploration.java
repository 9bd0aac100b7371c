package dev.landfall.rehearsal.explore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Json;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What came of an exploration. Its JSON is the document of {@code explore --json}.
 *
 * @param scenarios how many runs with faults
 * @param states of the machines that were entered in any run
 * @param faults that happened
 * @param broken one for each promise, place and fault; empty is good
 * @param perMinute scenarios
 * @param worstHarmSeconds the longest that users noticed failures in one run
 * @param worstReactionSeconds the longest from an alarm to the rollback's first write, of runs in which nothing but AWS
 *     failed; null if there was none
 * @param calls of ports that were made in any run
 * @param cells of the matrix, in the order of a shift
 */
public record Exploration(
        int scenarios,
        SortedSet<String> states,
        List<String> faults,
        List<Broken> broken,
        long wallMillis,
        long perMinute,
        double worstHarmSeconds,
        @Nullable Double worstReactionSeconds,
        @JsonIgnore SortedSet<String> calls,
        @JsonIgnore List<Cell> cells) {

    public Exploration {
        faults = List.copyOf(faults);
        broken = List.copyOf(broken);
        cells = List.copyOf(cells);
    }

    /**
     * @param state or function in which the fault happened
     * @param replay the command that runs exactly this case again
     * @param evidence what was seen
     * @param history the shortest of those that break it so
     */
    public record Broken(
            int promise,
            String state,
            String fault,
            String replay,
            @JsonIgnore String evidence,
            @JsonIgnore List<String> history) {}

    /**
     * All cases of one row and one fault.
     *
     * @param outcomes how many cases ended how
     * @param broken promises that a case broke
     * @param harmSeconds of the worst case
     * @param replay the command that runs the worst case again
     * @param history of the worst case
     */
    public record Cell(
            String row,
            Fault fault,
            SortedMap<String, Integer> outcomes,
            SortedSet<Integer> broken,
            double harmSeconds,
            String replay,
            List<String> history) {

        public int cases() {
            return outcomes.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** Indented, with a line feed at the end; but for the times, the same exploration gives the same text. */
    public String toJson() {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an exploration that cannot be written", e);
        }
    }
}
