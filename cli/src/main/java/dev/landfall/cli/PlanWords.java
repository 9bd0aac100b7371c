package dev.landfall.cli;

import dev.landfall.assess.MigrationPlan;
import dev.landfall.assess.SealedPlan;
import dev.landfall.cli.Terminal.Style;
import dev.landfall.findings.Finding;
import dev.landfall.findings.Severity;
import dev.landfall.sizing.SizedProcess;
import java.util.Locale;

/** A plan on the terminal: what decides first, in a screenful. */
final class PlanWords {
    private final Terminal terminal;

    PlanWords(Terminal terminal) {
        this.terminal = terminal;
    }

    void tell(SealedPlan sealed) {
        MigrationPlan plan = sealed.plan();
        String name = plan.inventory().app().name();
        terminal.say(terminal.styled(Style.BOLD, (name == null ? "app" : name) + " → " + plan.region()));
        int longest = plan.processes().stream()
                .mapToInt(process -> process.name().length())
                .max()
                .orElse(1);
        plan.processes().forEach(process -> process(process, longest));
        terminal.say("  " + plan.addOns().size() + " add-ons, "
                + plan.configVars().size() + " config vars, " + plan.domains().size() + " domains");
        terminal.say("  " + plan.costs().words());
        terminal.say("");
        plan.findings().forEach(this::finding);
        terminal.say("");
        terminal.say("  digest   " + sealed.digest());
    }

    private void process(SizedProcess process, int width) {
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
    }

    private void finding(Finding finding) {
        Style style = switch (finding.severity()) {
            case BLOCKER -> Style.BAD;
            case WARNING -> Style.AWS;
            case NOTE -> Style.DIM;
        };
        String word = finding.severity().name().toLowerCase(Locale.ROOT);
        terminal.say("  " + terminal.styled(style, String.format(Locale.ROOT, "%-8s", word)) + " " + finding.id() + ": "
                + String.join("; ", finding.evidence()));
        if (finding.severity() == Severity.BLOCKER) {
            terminal.say("           " + finding.action());
        }
    }
}
