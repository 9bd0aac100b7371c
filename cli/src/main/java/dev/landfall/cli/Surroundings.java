package dev.landfall.cli;

import dev.landfall.cli.deployed.AwsDeployment;
import dev.landfall.cli.deployed.Deployment;
import dev.landfall.heroku.Patience;
import dev.landfall.records.DnsJavaNameQuestions;
import dev.landfall.records.NameQuestions;
import dev.landfall.rehearsal.Listener;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What the commands need from outside: the process, the world, time. Tests give their own.
 *
 * @param pause how a watching command waits between two looks
 * @param patience with Heroku
 * @param names who answers questions about domains
 */
record Surroundings(
        Terminal terminal,
        InstantSource clock,
        Pause pause,
        Map<String, String> environment,
        Path home,
        Patience patience,
        NameQuestions names,
        Rehearser rehearser,
        Connector connector) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Whether errors show where they came from. */
    boolean debug() {
        return !environment.getOrDefault("LANDFALL_DEBUG", "").isEmpty();
    }

    /** On which waivers are judged, here as in the account. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                Terminal.ofProcess(environment),
                InstantSource.system(),
                Thread::sleep,
                environment,
                Path.of(System.getProperty("user.home")),
                Patience.USUAL,
                DnsJavaNameQuestions.fromEnvironment(),
                // Lambdas, so that neither the rehearsal nor the SDK is loaded by a command that does not use it.
                (spec, scenario, seed, listener) -> Rehearsal.fromClassPath().run(spec, scenario, seed, listener),
                address -> AwsDeployment.connect(address));
    }

    interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    interface Rehearser {
        Rehearsal.Run run(byte[] spec, Scenario scenario, long seed, Listener listener);
    }

    interface Connector {
        /** Reads the stack's outputs. The caller closes what it gets. */
        Deployment connect(Deployment.Address address);
    }
}
