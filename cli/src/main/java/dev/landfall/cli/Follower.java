package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import dev.landfall.cli.deployed.Machines.Execution;
import dev.landfall.cli.deployed.Machines.Status;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Entry.Outcome;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Migration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Prints a migration's journal as it grows, until it has an end. Has no time limit of its own: the machines have, and
 * whoever looks on may leave at any time, which changes nothing.
 */
final class Follower {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final Deployment deployment;
    private int told;

    Follower(Surroundings surroundings, Deployment deployment) {
        this.surroundings = surroundings;
        this.deployment = deployment;
    }

    /** @return the exit code of the migration's outcome */
    int followShift(String migration, String hostname, String executionArn) throws InterruptedException {
        while (true) {
            // Before the journal, and the lock after the execution: what ended before it was read has its end in it.
            Execution execution = deployment.machines().describe(executionArn);
            boolean mayGoOn = execution.isRunning() || holds(migration, hostname);
            Optional<Migration> seen = Migration.from(migration, tellNews(migration));
            if (execution.isRefused()) {
                return refused(execution);
            }
            Optional<Outcome> outcome = seen.map(Migration::outcome);
            if (outcome.isPresent()) {
                return ended(outcome.get(), hostname);
            }
            if (!mayGoOn) {
                say("the shift ended " + execution.status() + " before it changed anything");
                return ExitCode.REFUSED;
            }
            surroundings.pause().last(BETWEEN_LOOKS);
        }
    }

    private boolean holds(String migration, String hostname) {
        return deployment
                .memory()
                .lock(hostname)
                .filter(lock -> lock.migration().equals(migration) && lock.phase() != Lock.Phase.FREE)
                .isPresent();
    }

    /** @return the exit code of the rollback's outcome */
    int followRollback(String migration, String executionArn) throws InterruptedException {
        // The journal may hold the end of the shift that this rollback takes back.
        told = deployment.memory().journal(migration).size();
        Execution execution = deployment.machines().describe(executionArn);
        while (execution.isRunning()) {
            tellNews(migration);
            surroundings.pause().last(BETWEEN_LOOKS);
            execution = deployment.machines().describe(executionArn);
        }
        return endOfRollback(execution, Migration.from(migration, tellNews(migration)));
    }

    /** What a rollback proved stands in the journal, whichever of several that worked together has written it. */
    private int endOfRollback(Execution execution, Optional<Migration> migration) {
        if (execution.isRefused()) {
            return refused(execution);
        }
        Outcome outcome = migration.map(Migration::outcome).orElse(null);
        if (execution.status() == Status.SUCCEEDED && outcome != null) {
            return ended(outcome, migration.orElseThrow().spec().hostname());
        }
        String error = execution.error();
        say("the rollback ended " + execution.status() + (error == null ? "" : ": " + error));
        return ExitCode.ROLLBACK_UNVERIFIED;
    }

    private int refused(Execution execution) {
        say(Outcome.REFUSED + ": " + execution.cause());
        return ExitCode.REFUSED;
    }

    private int ended(Outcome outcome, String hostname) {
        say(Verdict.of(outcome, hostname, surroundings.terminal()));
        return ExitCode.of(outcome);
    }

    private List<Entry> tellNews(String migration) {
        List<Entry> entries = deployment.memory().journal(migration);
        entries.stream().skip(told).forEach(entry -> say(JournalLine.of(entry)));
        told = Math.max(told, entries.size());
        return entries;
    }

    private void say(String line) {
        surroundings.terminal().say(line);
    }
}
