package dev.landfall.rehearsal;

import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.DnsName;
import dev.landfall.records.RecordSet;
import dev.landfall.rehearsal.world.SimulatedRoute53;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The second: the way back ends where it began, or calls a human. */
final class WayBack {

    private final Facts facts;

    WayBack(Facts facts) {
        this.facts = facts;
    }

    Optional<String> breach() {
        return switch (facts.claimed()) {
            case null -> Optional.empty();
            case COMPLETED, REFUSED -> Optional.empty();
            case ROLLED_BACK -> wronglyRolledBack();
            case ROLLBACK_UNVERIFIED -> facts.somebodyKnows() ? gaveUpInVain() : Optional.of("nobody was paged");
        };
    }

    /** What was in the way for a while is outlasted; only what stays is a human's. */
    private Optional<String> gaveUpInVain() {
        boolean nothingLeft = !isEdited()
                && !facts.world().portCalls().wasRefusedForGood()
                && facts.world().route53().isServed(facts.spec().hostname());
        return nothingLeft ? Optional.of("it gave up, although nothing is in its way") : Optional.empty();
    }

    private boolean isEdited() {
        return facts.observer().changes().stream()
                .map(Observer.WeightChange::change)
                .anyMatch(change -> change.isByHand() && !change.at().isBefore(facts.notedAt()));
    }

    private Optional<String> wronglyRolledBack() {
        if (!restored()) {
            return Optional.of("the records, or what is served of them, differ from what was found");
        }
        // While something was in the way, nobody could know that all would be well.
        boolean inTheWay =
                facts.world().portCalls().befallen() > 0 || !facts.left().equals(facts.current());
        return facts.world().pages().isEmpty() || inTheWay
                ? Optional.empty()
                : Optional.of("a human was called although everything is as it was found");
    }

    private boolean restored() {
        return RecordSet.same(facts.found(), facts.left()) && isAnswered();
    }

    /** By each name server. One that still has another TTL, or a weight of 100 in place of no weight, answers alike. */
    private boolean isAnswered() {
        ShiftSpec spec = facts.spec();
        SimulatedRoute53 route53 = facts.world().route53();
        Set<String> answers = route53.sample(
                        route53.zone(spec.hostedZoneId()).nameServers(),
                        spec.hostname(),
                        spec.recordType(),
                        spec.dns().questions())
                .keySet();
        return route53.isServed(spec.hostname()) || answersOfFound().containsAll(answers);
    }

    private Set<String> answersOfFound() {
        return facts.found().stream()
                .map(record -> String.join(
                        ",",
                        record.values().stream().map(DnsName::normal).sorted().toList()))
                .collect(Collectors.toSet());
    }
}
