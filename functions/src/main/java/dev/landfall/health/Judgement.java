package dev.landfall.health;

import java.util.List;
import java.util.stream.Stream;

/** @param reasons the facts that decided, in words; never empty */
public record Judgement(Verdict verdict, List<String> reasons) {
    public Judgement {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict without a reason");
        }
    }

    Judgement and(String reason) {
        return new Judgement(
                verdict, Stream.concat(reasons.stream(), Stream.of(reason)).toList());
    }

    public String reason() {
        return String.join("; ", reasons);
    }
}
