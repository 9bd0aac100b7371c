package dev.landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.assess.SealedPlan;
import dev.landfall.cli.deployed.Deployment;
import dev.landfall.cli.deployed.Machines.Execution;
import dev.landfall.plan.MigrationName;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Start a shift on a deployed stack: of a spec, or of a hostname as its plan has it.",
            "What can be checked here is checked first, and by the machine again."
        })
final class StartCommand implements Callable<Integer> {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A schedule is named after the migration, and EventBridge Scheduler takes 64 characters before it is abridged. */
    private static final int LONGEST_NAME = 64;

    private final Surroundings surroundings;

    @Mixin
    private final StackOptions stack = new StackOptions();

    @Parameters(paramLabel = "SPEC", arity = "0..1", description = "Spec file, YAML or JSON.")
    private @Nullable Path spec;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "Start what a plan has, in place of SPEC. It must be registered.")
    private @Nullable Path plan;

    @Option(
            names = "--domain",
            paramLabel = "HOST",
            description = "Which of the plan's hostnames, if it shifts several.")
    private @Nullable String domain;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the migration (default: hostname and time).")
    private @Nullable String name;

    @Option(names = "--wait", description = "Stay until it has ended; the exit code is then the outcome.")
    private boolean wait;

    StartCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonNode input = input();
        ShiftSpec read = SpecReader.read(input);
        String migration =
                name == null ? name(read.hostname(), surroundings.clock().instant()) : MigrationName.require(name);
        try (Deployment deployment = stack.connect(surroundings)) {
            Execution started = deployment.machines().startShift(migration, input.toString());
            surroundings.terminal().say("started " + migration);
            surroundings.terminal().say("  execution  " + started.arn());
            if (wait) {
                return new Follower(surroundings, deployment).followShift(migration, read.hostname(), started.arn());
            }
            surroundings.terminal().say("  next       landfall status " + migration + " --watch");
            return ExitCode.OK;
        }
    }

    private JsonNode input() {
        if ((spec == null) == (plan == null)) {
            throw new BadInputException("SPEC: " + (spec == null ? "(missing)" : "\"" + spec + "\"")
                    + " must be a spec file, or left out beside --plan");
        }
        if (plan != null) {
            return planned(PlanFile.read("--plan", plan));
        }
        if (domain != null) {
            throw new BadInputException("--domain: \"" + domain + "\" must be left out without --plan");
        }
        return SpecReader.tree(SpecFile.read(spec));
    }

    private JsonNode planned(SealedPlan sealed) {
        sealed.requireOpenTo(surroundings.today());
        JsonNode shift = sealed.shift(domain);
        SealedPlan.requireFilledIn(SpecReader.read(shift));
        return shift;
    }

    private static String name(String hostname, Instant now) {
        String suffix = "-" + SUFFIX.format(now);
        String stem = hostname.replaceAll("[^A-Za-z0-9_-]", "-");
        return stem.substring(0, Math.min(stem.length(), LONGEST_NAME - suffix.length())) + suffix;
    }
}
