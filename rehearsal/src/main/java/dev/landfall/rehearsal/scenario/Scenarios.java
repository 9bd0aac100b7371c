package dev.landfall.rehearsal.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The scenarios that come with Landfall. */
public final class Scenarios {

    /** The order tells a story: first what goes well, then what goes wrong, from harmless to nasty. */
    private static final List<String> NAMES = List.of(
            "smooth",
            "schedule-advances",
            "low-traffic",
            "resolver-never-lets-go",
            "route53-throttled",
            "both-sides-down",
            "two-operators",
            "blocked-plan",
            "unknown-plan",
            "waiver-run-out",
            "already-in-alarm",
            "misnamed-metric",
            "errors-at-50",
            "slow-at-25",
            "composite-alarm",
            "alarm-while-awaiting-approval",
            "nobody-approves",
            "metrics-stop",
            "operator-aborts",
            "operator-aborts-between-steps",
            "stopped-at-50",
            "stopped-unheard",
            "two-rollbacks",
            "rollback-too-early",
            "lost-alarm-event",
            "insync-not-served",
            "aws-dies-during-rollback",
            "snapshots-lost",
            "records-edited-midway",
            "records-edited-while-restored");

    private Scenarios() {}

    /** In the order in which they are best read. */
    public static List<Scenario> all() {
        return NAMES.stream().map(Scenarios::load).toList();
    }

    /** @throws InvalidScenarioException if there is none of this name */
    public static Scenario named(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidScenarioException("scenario: \"" + name + "\" must be one of " + String.join(", ", NAMES));
        }
        return load(name);
    }

    /**
     * A scenario of the operator's own.
     *
     * @param name the file's name without its extension
     * @throws InvalidScenarioException if it is not well-formed
     */
    public static Scenario read(String name, byte[] yaml) {
        return ScenarioReader.read(name, yaml);
    }

    private static Scenario load(String name) {
        try (InputStream file = Scenarios.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException("scenario " + name + " is missing from the class path");
            }
            return read(name, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
