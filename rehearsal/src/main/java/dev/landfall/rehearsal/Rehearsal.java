package dev.landfall.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.rehearsal.scenario.InvalidScenarioException;
import dev.landfall.rehearsal.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Rehearses a shift in virtual time: the deployed state machine files and the handler classes, in a simulated world.
 * The same spec, scenario and seed give the same result, but for the time it took.
 */
public final class Rehearsal {

    private final String shift;
    private final String rollback;

    /**
     * @param shift text of the shift's state machine file
     * @param rollback text of the rollback's
     */
    public Rehearsal(String shift, String rollback) {
        this.shift = shift;
        this.rollback = rollback;
    }

    /** With the state machine files of this build. */
    public static Rehearsal fromClassPath() {
        return new Rehearsal(resource("/statemachine/shift.asl.yaml"), resource("/statemachine/rollback.asl.yaml"));
    }

    /** What came of it, and what a report draws. */
    public record Run(RehearsalResult result, Timeline timeline) {}

    /**
     * @param spec a shift spec, YAML or JSON
     * @throws dev.landfall.plan.InvalidSpecException if the spec is not allowed
     * @throws InvalidScenarioException if the scenario asks for what the spec does not have
     */
    public Run run(byte[] spec, Scenario scenario, long seed, Listener listener) {
        JsonNode input = SpecOverrides.input(spec, scenario);
        ShiftSpec read = SpecReader.read(input);
        requireAlarms(scenario, read);
        return onVirtualThread(() -> new OneRun(read, input, scenario, seed, listener).run(shift, rollback));
    }

    private static void requireAlarms(Scenario scenario, ShiftSpec spec) {
        scenario.world().alarms().keySet().stream()
                .filter(position -> position >= spec.alarms().size())
                .findFirst()
                .ifPresent(position -> {
                    throw new InvalidScenarioException("scenario " + scenario.name() + " needs " + (position + 1)
                            + " alarm(s); the spec has " + spec.alarms().size());
                });
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

    private static String resource(String path) {
        try (InputStream file = Rehearsal.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing from the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
