package dev.landfall.rehearsal.world;

import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.RecordSet;
import java.util.List;
import java.util.Objects;

/** How record sets split traffic. */
public final class Weights {

    private Weights() {}

    /** What share in percent goes to AWS; all weights zero is an equal split. */
    public static int awsPercent(List<RecordSet> records, ShiftSpec spec) {
        List<RecordSet> answering = records.stream()
                .filter(candidate -> candidate.type().equals(spec.recordType()))
                .toList();
        boolean alike = sum(answering) == 0;
        List<RecordSet> aws = answering.stream()
                .filter(candidate -> candidate.pointsAt(spec.aws()))
                .toList();
        double share = alike ? (double) aws.size() / Math.max(1, answering.size()) : (double) sum(aws) / sum(answering);
        return (int) Math.round(100 * share);
    }

    private static long sum(List<RecordSet> records) {
        return records.stream()
                .mapToLong(candidate -> Objects.requireNonNullElse(candidate.weight(), 1L))
                .sum();
    }
}
