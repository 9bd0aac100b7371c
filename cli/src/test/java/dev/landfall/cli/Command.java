package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import dev.landfall.heroku.Patience;
import dev.landfall.records.FakeNameQuestions;
import dev.landfall.records.NameQuestions;
import dev.landfall.rehearsal.Rehearsal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the whole command in this process, on a terminal of its own, and keeps what it said. */
final class Command {
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    /** As often as usual, and without waiting in between. */
    private static final Patience HURRIED = new Patience(
            Patience.USUAL.connect(),
            Patience.USUAL.request(),
            Patience.USUAL.attempts(),
            Duration.ofMillis(1),
            Patience.USUAL.rateLimit());

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Duration> pauses = new ArrayList<>();
    private boolean interactive;
    private boolean watched;
    private boolean colour;
    private InstantSource clock = InstantSource.fixed(NOW);
    private Map<String, String> environment = Map.of();
    private Path home = Path.of("/nonexistent");
    private NameQuestions names = new FakeNameQuestions().silent();
    private Surroundings.Rehearser rehearser = (spec, scenario, seed, listener) -> SampleRuns.completed();
    private Surroundings.Connector connector = address -> {
        throw new AssertionError("an offline command connected to " + address);
    };

    static Command offline() {
        return new Command();
    }

    static Command against(Deployment deployment) {
        Command command = new Command();
        command.connector = address -> deployment;
        return command;
    }

    Command connecting(Surroundings.Connector other) {
        connector = other;
        return this;
    }

    Command at(Instant time) {
        clock = InstantSource.fixed(time);
        return this;
    }

    Command in(Map<String, String> variables, Path userHome) {
        environment = variables;
        home = userHome;
        return this;
    }

    Command asking(NameQuestions others) {
        names = others;
        return this;
    }

    Command rehearsing(Rehearsal.Run run) {
        return rehearsing((spec, scenario, seed, listener) -> run);
    }

    Command rehearsing(Surroundings.Rehearser other) {
        rehearser = other;
        return this;
    }

    Command onTerminal(boolean withColours) {
        interactive = true;
        watched = true;
        colour = withColours;
        return this;
    }

    /** Standard error goes to a terminal, the output does not. */
    Command watched() {
        watched = true;
        return this;
    }

    int run(String... arguments) {
        Terminal terminal =
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), interactive, watched, colour);
        return Landfall.run(
                new Surroundings(terminal, clock, pauses::add, environment, home, HURRIED, names, rehearser, connector),
                arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    List<Duration> pauses() {
        return pauses;
    }
}
