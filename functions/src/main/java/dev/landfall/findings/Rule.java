package dev.landfall.findings;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** @param evidence what speaks for the finding, one line each; none if there is none */
record Rule(String id, Function<Facts, Stream<String>> evidence) {

    List<String> evidence(Facts facts) {
        return evidence.apply(facts).sorted().distinct().toList();
    }
}
