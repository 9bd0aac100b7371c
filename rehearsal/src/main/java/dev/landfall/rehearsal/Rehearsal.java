package dev.landfall.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.rehearsal.scenario.InvalidScenarioException;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.world.CompositeAlarmRule;
import dev.landfall.rehearsal.world.Deployment;
import dev.landfall.rehearsal.world.StandIn;
import dev.landfall.rehearsal.world.WorldSettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Rehearses a shift in virtual time: the deployed template, state machine files and handler classes, in a simulated world.
 * The same spec, scenario and seed give the same result, but for the time it took.
 */
public final class Rehearsal {

    private final Deployment deployment;
    private final List<StandIn<?>> standIns;

    public Rehearsal(Deployment deployment) {
        this(deployment, List.of());
    }

    Rehearsal(Deployment deployment, List<StandIn<?>> standIns) {
        this.deployment = deployment;
        this.standIns = List.copyOf(standIns);
    }

    /** Of what this build deploys. */
    public static Rehearsal fromClassPath() {
        return new Rehearsal(Deployment.fromClassPath());
    }

    /** What came of it, and what a report draws. */
    public record Run(RehearsalResult result, Timeline timeline) {}

    /**
     * @param spec a shift spec, YAML or JSON
     * @throws dev.landfall.plan.InvalidSpecException if the spec is not allowed
     * @throws InvalidScenarioException if the scenario asks for what the spec does not have
     * @throws dev.landfall.rehearsal.world.TemplateRefused if the template says what the simulated world does not know
     */
    public Run run(byte[] spec, Scenario scenario, long seed, Listener listener) {
        return run(spec, scenario, seed, listener, Intervention.NONE);
    }

    /** @param intervention what happens besides the scenario */
    public Run run(byte[] spec, Scenario scenario, long seed, Listener listener, Intervention intervention) {
        JsonNode input = SpecOverrides.input(spec, scenario);
        ShiftSpec read = SpecReader.read(input);
        requireAlarms(scenario, read);
        return onVirtualThread(
                () -> new OneRun(read, input, scenario, seed, listener, intervention).run(deployment, standIns));
    }

    private static void requireAlarms(Scenario scenario, ShiftSpec spec) {
        scenario.world().alarms().keySet().stream()
                .filter(position -> position >= spec.alarms().size())
                .findFirst()
                .ifPresent(position -> {
                    throw new InvalidScenarioException("scenario " + scenario.name() + " needs " + (position + 1)
                            + " alarm(s); the spec has " + spec.alarms().size());
                });
        Set<String> known = new TreeSet<>();
        for (WorldSettings.NamedAlarm alarm : scenario.world().alarmsFor(spec)) {
            requireNew(scenario, alarm, known);
            known.add(alarm.name());
        }
    }

    private static void requireNew(Scenario scenario, WorldSettings.NamedAlarm alarm, Set<String> known) {
        String where = "scenario " + scenario.name() + ": alarm " + alarm.name();
        if (known.contains(alarm.name())) {
            throw new InvalidScenarioException(where + " is there twice");
        }
        if (alarm.definition() instanceof CompositeAlarmRule rule && !known.containsAll(rule.alarms())) {
            throw new InvalidScenarioException(where + " looks at " + String.join(", ", rule.alarms())
                    + "; known by then are " + String.join(", ", known));
        }
    }

    /** The simulation hands over to its processes several times faster from a virtual thread. */
    private static Run onVirtualThread(Supplier<Run> run) {
        CompletableFuture<Run> result = new CompletableFuture<>();
        Thread.ofVirtual().name("rehearsal").start(() -> {
            try {
                result.complete(run.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
