package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import dev.landfall.cli.deployed.Machines.Execution;
import dev.landfall.cli.deployed.Machines.Status;
import dev.landfall.cli.words.OutcomeWords;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Entry.Outcome;
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
    int followShift(String migration, String executionArn) throws InterruptedException {
        while (true) {
            // Before the journal: what ended before it was read has its end in it.
            Execution execution = deployment.machines().describe(executionArn);
            Optional<Outcome> outcome = outcome(migration);
            if (outcome.isPresent()) {
                return ended(outcome.get());
            }
            if (isRefused(execution)) {
                surroundings.terminal().say("REFUSED: " + execution.cause());
                return ExitCode.REFUSED;
            }
            surroundings.pause().last(BETWEEN_LOOKS);
        }
    }

    /** @return the exit code of the rollback's outcome */
    int followRollback(String migration, String executionArn) throws InterruptedException {
        // The journal may hold the end of the shift that this rollback takes back.
        told = deployment.journal().read(migration).size();
        Execution execution = deployment.machines().describe(executionArn);
        while (execution.isRunning()) {
            tellNews(migration);
            surroundings.pause().last(BETWEEN_LOOKS);
            execution = deployment.machines().describe(executionArn);
        }
        tellNews(migration);
        return endOfRollback(execution);
    }

    private int endOfRollback(Execution execution) {
        if (isRefused(execution)) {
            surroundings.terminal().say("REFUSED: " + execution.cause());
            return ExitCode.REFUSED;
        }
        if (execution.status() != Status.SUCCEEDED) {
            surroundings.terminal().say("the rollback ended " + execution.status() + ": " + execution.error());
            return ExitCode.ROLLBACK_UNVERIFIED;
        }
        if (String.valueOf(execution.output()).contains("NOTHING_TO_DO")) {
            surroundings.terminal().say("nothing to do: " + execution.output());
            return ExitCode.REFUSED;
        }
        return ExitCode.ROLLED_BACK;
    }

    private static boolean isRefused(Execution execution) {
        return execution.status() == Status.FAILED && Outcome.REFUSED.name().equals(execution.error());
    }

    private int ended(Outcome outcome) {
        surroundings.terminal().say(OutcomeWords.mark(outcome) + " " + outcome);
        return ExitCode.of(outcome);
    }

    private Optional<Outcome> outcome(String migration) {
        return Migration.from(migration, tellNews(migration)).map(Migration::outcome);
    }

    private List<Entry> tellNews(String migration) {
        List<Entry> entries = deployment.journal().read(migration);
        entries.subList(Math.min(told, entries.size()), entries.size())
                .forEach(entry -> surroundings.terminal().say(JournalLine.of(entry)));
        told = Math.max(told, entries.size());
        return entries;
    }
}
