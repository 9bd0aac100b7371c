package dev.landfall.cli;

import dev.landfall.assess.RegisterPlanHandler;
import dev.landfall.assess.SealedPlan;
import dev.landfall.cli.deployed.Deployment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Let a deployed stack's machines know of a plan that was made or waived here.",
            "Its digest and blockers are judged here first, and by the stack again."
        })
final class RegisterCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StackOptions stack = new StackOptions();

    @Parameters(paramLabel = "PLAN")
    @SuppressWarnings("NullAway.Init") // picocli refuses to run without it
    private Path plan;

    RegisterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SealedPlan sealed = PlanFile.read("PLAN", plan);
        sealed.requireOpenTo(surroundings.today());
        try (Deployment deployment = stack.connect(surroundings)) {
            RegisterPlanHandler.Output registered =
                    deployment.plans().register(sealed.json().getBytes(StandardCharsets.UTF_8));
            surroundings.terminal().say("registered " + registered.digest());
            surroundings.terminal().say("  kept as    " + registered.plan());
            surroundings.terminal().say("  to read    " + registered.page());
            surroundings.terminal().say("  next       landfall start --plan " + plan);
            return ExitCode.OK;
        }
    }
}
