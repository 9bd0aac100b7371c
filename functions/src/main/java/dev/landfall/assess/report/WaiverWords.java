package dev.landfall.assess.report;

import dev.landfall.assess.MigrationPlan;
import dev.landfall.assess.SealedPlan;
import dev.landfall.assess.Waiver;
import dev.landfall.findings.Finding;
import dev.landfall.findings.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a plan's waivers say of its findings on one day: a waiver that holds today may have run out tomorrow. */
public final class WaiverWords {
    private final MigrationPlan plan;
    private final LocalDate today;

    public WaiverWords(SealedPlan sealed, LocalDate today) {
        this.plan = sealed.plan();
        this.today = today;
    }

    public long open(Severity severity) {
        return of(severity).filter(finding -> !isWaived(finding)).count();
    }

    /** Those that somebody took on. */
    public long waived(Severity severity) {
        return of(severity).filter(this::isWaived).count();
    }

    private Stream<Finding> of(Severity severity) {
        return plan.findings().stream().filter(finding -> finding.severity() == severity);
    }

    public boolean isWaived(Finding finding) {
        return of(finding).stream().anyMatch(this::holds);
    }

    /** The finding's severity in lower case, or that somebody took it on. */
    public String word(Finding finding) {
        return isWaived(finding) ? "waived" : finding.severity().name().toLowerCase(Locale.ROOT);
    }

    public List<Waiver> of(Finding finding) {
        return plan.waivers().stream()
                .filter(waiver -> waiver.finding().equals(finding.id()))
                .toList();
    }

    public boolean holds(Waiver waiver) {
        return waiver.holds(today);
    }

    /** In one line. */
    public String words(Waiver waiver) {
        return holds(waiver)
                ? "waived by " + waiver.who() + " until " + waiver.until() + ": " + waiver.why()
                : "its waiver ran out on " + waiver.until() + " (" + waiver.who() + ": " + waiver.why() + ")";
    }
}
