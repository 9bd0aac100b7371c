package dev.landfall.findings;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All rules over all facts. */
public final class FindingRules {
    static final List<Rule> ALL = Stream.of(
                    PlaceRules.ALL, TrafficRules.ALL, DomainRules.ALL, RuntimeRules.ALL, DataRules.ALL, SourceRules.ALL)
            .flatMap(List::stream)
            .toList();

    private final FindingTexts texts = FindingTexts.read();

    /** Worst first, then by identifier, so that two assessments can be compared line by line. */
    public List<Finding> judge(Facts facts) {
        return ALL.stream()
                .filter(rule -> !rule.evidence(facts).isEmpty())
                .map(rule -> texts.finding(rule.id(), rule.evidence(facts)))
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::id))
                .toList();
    }
}
