package dev.landfall.findings;

import static dev.landfall.findings.PlaceRules.when;

import dev.landfall.inventory.Origin;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the sources could not know. */
final class SourceRules {
    static final List<Rule> ALL = List.of(
            new Rule("FILES_ONLY", SourceRules::filesOnly),
            new Rule("PARTS_UNREAD", SourceRules::unread),
            new Rule("NO_PROCESSES", facts -> when(facts.processes().isEmpty(), "no source tells a process type")));

    private static final Set<Origin> OF_WHAT_RUNS = Set.of(Origin.PLATFORM_API, Origin.RECORDED);

    /** As the reading of the API says it. */
    private static final String NOT_READ = "not read: ";

    private SourceRules() {}

    /** Config vars have a finding of their own, which is worse. */
    private static Stream<String> unread(Facts facts) {
        return facts.app().notes().stream()
                .filter(note -> note.from() == Origin.PLATFORM_API)
                .filter(note -> note.text().startsWith(NOT_READ))
                .filter(note -> !note.where().endsWith("/config-vars"))
                .map(note -> note.text().substring(NOT_READ.length()));
    }

    private static Stream<String> filesOnly(Facts facts) {
        List<Origin> from = facts.app().app().from();
        String sources = from.stream().map(Origin::words).collect(Collectors.joining(", "));
        return when(from.stream().noneMatch(OF_WHAT_RUNS::contains), "read from " + sources);
    }
}
