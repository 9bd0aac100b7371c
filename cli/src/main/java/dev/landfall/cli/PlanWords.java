package dev.landfall.cli;

import dev.landfall.assess.MigrationPlan;
import dev.landfall.assess.SealedPlan;
import dev.landfall.assess.report.UsageWords;
import dev.landfall.assess.report.WaiverWords;
import dev.landfall.cli.Terminal.Style;
import dev.landfall.findings.Finding;
import dev.landfall.findings.Severity;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.page.Amounts;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.usage.Usage;
import dev.landfall.usage.Usage.ProcessUsage;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan on the terminal: what decides first, in a screenful. */
final class PlanWords {
    private static final String INDENT = " ".repeat(11);

    private final Terminal terminal;
    private final LocalDate today;

    /** @param today on which its waivers are judged */
    PlanWords(Terminal terminal, LocalDate today) {
        this.terminal = terminal;
        this.today = today;
    }

    void tell(SealedPlan sealed) {
        MigrationPlan plan = sealed.plan();
        String name = plan.inventory().app().name();
        terminal.say(terminal.styled(Style.BOLD, (name == null ? "app" : name) + " → " + plan.region()));
        int longest = plan.processes().stream()
                .mapToInt(process -> process.name().length())
                .max()
                .orElse(1);
        plan.processes().forEach(process -> process(process, longest, plan.usage()));
        terminal.say("  " + Amounts.count(plan.addOns().size(), "add-on") + ", "
                + Amounts.count(plan.configVars().size(), "config var") + ", "
                + Amounts.count(plan.domains().size(), "domain"));
        notes(plan.inventory().notes());
        terminal.say("  " + plan.costs().words());
        if (plan.usage() != null && !plan.usage().errors().isEmpty()) {
            terminal.say("  errors: " + errors(plan.usage()));
        }
        terminal.say("");
        WaiverWords waivers = new WaiverWords(sealed, today);
        plan.findings().forEach(finding -> finding(finding, waivers));
        terminal.say("");
        terminal.say("  digest   " + sealed.digest());
    }

    /** The first: a broken line must not go unseen, and dozens would hide what decides. The page has them all. */
    private void notes(List<SourceNote> notes) {
        if (!notes.isEmpty()) {
            SourceNote first = notes.getFirst();
            terminal.say("  " + Amounts.count(notes.size(), "note") + " on the sources"
                    + (notes.size() == 1 ? ": " : ", all on the page, such as ") + first.where() + ": " + first.text());
        }
    }

    private void process(SizedProcess process, int width, @Nullable Usage usage) {
        int least = process.scaling().least();
        int most = process.scaling().most();
        terminal.say(String.format(
                Locale.ROOT,
                "  %-" + width + "s %-22s → %s × %.2f vCPU, %.1f GB%s",
                process.name(),
                process.dyno(),
                least == most ? Integer.toString(least) : least + "–" + most,
                process.size().vcpu(),
                process.size().memoryGb(),
                process.measured() ? "" : "  (not measured)"));
        String indent = " ".repeat(width + 3);
        if (process.healthCheck() != null) {
            terminal.say(indent + "health check: " + process.healthCheck().path() + ", "
                    + process.healthCheck().found());
        }
        ProcessUsage used = usage == null ? null : usage.processes().get(process.name());
        if (used != null) {
            terminal.say(indent + "memory, MB: " + UsageWords.distribution(used.memoryMb(), UsageWords.MEGABYTES));
            terminal.say(indent + "load: " + UsageWords.distribution(used.load(), UsageWords.LOAD));
        }
    }

    private static String errors(Usage usage) {
        return usage.errors().keySet().stream()
                .map(code -> code + " " + UsageWords.share(usage, code))
                .collect(Collectors.joining(", "));
    }

    private void finding(Finding finding, WaiverWords waivers) {
        String word = String.format(Locale.ROOT, "%-8s", waivers.word(finding));
        terminal.say("  " + terminal.styled(style(finding, waivers), word) + " " + finding.id() + ": "
                + String.join("; ", finding.evidence()));
        if (finding.severity() == Severity.BLOCKER && !waivers.isWaived(finding)) {
            terminal.say(INDENT + finding.action());
        }
        waivers.of(finding).forEach(waiver -> terminal.say(INDENT + waivers.words(waiver)));
    }

    private static Style style(Finding finding, WaiverWords waivers) {
        if (waivers.isWaived(finding)) {
            return Style.GOOD;
        }
        return switch (finding.severity()) {
            case BLOCKER -> Style.BAD;
            case WARNING -> Style.AWS;
            case NOTE -> Style.DIM;
        };
    }
}
