package dev.landfall.findings;

import static dev.landfall.findings.PlaceRules.when;

import dev.landfall.inventory.Origin;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the sources could not know. */
final class SourceRules {
    static final List<Rule> ALL = List.of(new Rule("FILES_ONLY", SourceRules::filesOnly));

    private static final Set<Origin> OF_WHAT_RUNS = Set.of(Origin.PLATFORM_API, Origin.RECORDED);

    private SourceRules() {}

    private static Stream<String> filesOnly(Facts facts) {
        List<Origin> from = facts.app().app().from();
        String sources = from.stream().map(Origin::words).collect(Collectors.joining(", "));
        return when(from.stream().noneMatch(OF_WHAT_RUNS::contains), "read from " + sources);
    }
}
