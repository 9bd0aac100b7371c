package dev.landfall.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.landfall.findings.Finding;
import dev.landfall.findings.Severity;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a machine must know of a plan to follow it. Apart from the time it follows from the plan alone, so that the same
 * digest always says the same.
 *
 * @param app its name on Heroku
 * @param artifact the document's key
 * @param blockers all of them, waived or not
 * @param shifts one for each hostname that the plan shifts
 */
public record RegisteredPlan(
        String digest,
        String app,
        String artifact,
        List<Blocker> blockers,
        List<PlannedShift> shifts,
        Instant registered) {

    public RegisteredPlan {
        blockers = List.copyOf(blockers);
        shifts = List.copyOf(shifts);
    }

    static RegisteredPlan of(SealedPlan sealed, String artifact, Instant registered) {
        MigrationPlan plan = sealed.plan();
        return new RegisteredPlan(
                sealed.digest(),
                String.valueOf(plan.inventory().app().name()),
                artifact,
                plan.findings().stream()
                        .filter(finding -> finding.severity() == Severity.BLOCKER)
                        .map(finding -> Blocker.of(finding, plan.waivers()))
                        .toList(),
                plan.domains().stream().flatMap(RegisteredPlan::shift).toList(),
                registered);
    }

    /** A spec that the reader refuses could not be started either, under this plan or without it. */
    private static Stream<PlannedShift> shift(PlannedDomain domain) {
        if (domain.shift() == null) {
            return Stream.empty();
        }
        try {
            ShiftSpec spec = SpecReader.read(domain.shift());
            return Stream.of(PlannedShift.of(spec));
        } catch (InvalidSpecException e) {
            return Stream.empty();
        }
    }

    public List<Blocker> openBlockers(LocalDate today) {
        return blockers.stream().filter(blocker -> blocker.isOpen(today)).toList();
    }

    public Optional<PlannedShift> shiftOf(String hostname) {
        return shifts.stream()
                .filter(shift -> shift.hostname().equals(hostname))
                .findFirst();
    }

    /**
     * @param finding its identifier
     * @param waivedUntil the last day on which a waiver of it holds, ISO date; null if it was not waived
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Blocker(String finding, @Nullable String waivedUntil) {

        static Blocker of(Finding finding, List<Waiver> waivers) {
            return new Blocker(
                    finding.id(),
                    waivers.stream()
                            .filter(waiver -> waiver.finding().equals(finding.id()))
                            .flatMap(waiver -> waiver.lastDay().stream())
                            .max(Comparator.naturalOrder())
                            .map(LocalDate::toString)
                            .orElse(null));
        }

        boolean isOpen(LocalDate today) {
            return waivedUntil == null || today.isAfter(LocalDate.parse(waivedUntil));
        }
    }
}
