package dev.landfall.cli;

import dev.landfall.cli.Terminal.Style;
import dev.landfall.cli.deployed.Deployment;
import dev.landfall.cli.deployed.Machines.Execution;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Migration;
import dev.landfall.page.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where migrations stand, put together from lock, journal, parking place and execution. */
final class Situation {
    private final Deployment deployment;
    private final Terminal terminal;

    Situation(Deployment deployment, Terminal terminal) {
        this.deployment = deployment;
        this.terminal = terminal;
    }

    /** @param underWay whether looking again may show something else */
    record Picture(List<String> lines, boolean underWay) {}

    /** @param subject null for everything that is under way */
    Picture of(@Nullable Subject subject) {
        return subject == null ? everything() : one(subject);
    }

    private Picture everything() {
        List<Lock> held = deployment.memory().held();
        if (held.isEmpty()) {
            return new Picture(List.of("nothing is under way"), false);
        }
        List<String> lines = new ArrayList<>();
        held.forEach(
                lock -> lines.addAll(one(new Subject(lock.migration(), null)).lines()));
        return new Picture(lines, held.stream().anyMatch(Situation::moves));
    }

    private Picture one(Subject subject) {
        String name = subject.resolve(deployment.memory());
        List<Entry> entries = deployment.memory().journal(name);
        Migration migration = Migration.from(name, entries).orElse(null);
        Optional<Lock> lock = migration == null ? Optional.empty() : lock(migration);
        return migration == null || (migration.outcome() == null && lock.isEmpty())
                ? begun(deployment.machines().findShift(name).orElseThrow(subject::unknown))
                : journalled(migration, lock, entries);
    }

    private Optional<Lock> lock(Migration migration) {
        return deployment
                .memory()
                .lock(migration.spec().hostname())
                .filter(lock -> lock.migration().equals(migration.name()));
    }

    /** Until it has the lock: an execution that looks at its spec, or has refused it, or was stopped too early. */
    private Picture begun(Execution execution) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.styled(Style.BOLD, execution.name()) + "  " + phase(execution));
        add(lines, "execution", words(execution));
        if (execution.cause() != null) {
            add(lines, "because", execution.cause());
        }
        return new Picture(lines, execution.isRunning());
    }

    private static String phase(Execution execution) {
        if (execution.isRunning()) {
            return "VALIDATING";
        }
        return execution.isRefused()
                ? Entry.Outcome.REFUSED.name()
                : execution.status().name();
    }

    private Picture journalled(Migration migration, Optional<Lock> lock, List<Entry> entries) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.styled(Style.BOLD, migration.spec().hostname()) + "  " + phase(migration, lock));
        add(lines, "migration", migration.name());
        add(lines, "traffic", traffic(migration));
        lock.filter(Situation::moves).ifPresent(held -> {
            add(lines, "execution", words(deployment.machines().describe(held.holder())));
            parked(entries).ifPresent(parked -> add(lines, "waits", waits(parked)));
        });
        add(lines, "last", JournalLine.of(entries.getLast()));
        return new Picture(lines, lock.filter(Situation::moves).isPresent());
    }

    private static boolean moves(Lock lock) {
        return switch (lock.phase()) {
            case SHIFTING, ROLLING_BACK -> true;
            case FREE, UNVERIFIED -> false;
        };
    }

    private static String phase(Migration migration, Optional<Lock> lock) {
        Entry.Outcome outcome = migration.outcome();
        return outcome != null ? outcome.name() : lock.orElseThrow().phase().name();
    }

    /** What was last meant; whether it is served is told by the journal's next lines. */
    private static String traffic(Migration migration) {
        if (migration.outcome() == Entry.Outcome.ROLLED_BACK
                || migration.intents().isEmpty()) {
            return "Heroku 100 %";
        }
        return switch (migration.intents().getLast().purpose()) {
            case LOWER_TTL, MAKE_WEIGHTED -> "Heroku 100 %";
            case RESTORE -> "on its way back to Heroku";
            case SIMPLIFY -> "AWS 100 %";
            case SET_WEIGHT -> {
                Integer aws = migration.intents().getLast().awsWeight();
                yield aws == null ? "unknown" : "AWS " + aws + " %, Heroku " + (100 - aws) + " %";
            }
        };
    }

    private static String words(Execution execution) {
        return execution.name() + " " + execution.status() + " since " + Amounts.stamp(execution.started());
    }

    /** Whoever came too late to wake it says so in the journal, and it waits on. */
    private static Optional<Entry.Parked> parked(List<Entry> entries) {
        return entries.reversed().stream()
                .map(Entry::event)
                .filter(event -> !(event instanceof Entry.Woken woken && !woken.took()))
                .findFirst()
                .filter(Entry.Parked.class::isInstance)
                .map(Entry.Parked.class::cast);
    }

    private static String waits(Entry.Parked parked) {
        return "for " + parked.gate().name().toLowerCase(Locale.ROOT) + " at AWS " + parked.awsWeight()
                + " %; bake ends " + Amounts.stamp(parked.bakedAt()) + ", deadline " + Amounts.stamp(parked.until());
    }

    private void add(List<String> lines, String name, String text) {
        lines.add("  " + terminal.styled(Style.DIM, name + " ".repeat(11 - name.length())) + text);
    }
}
