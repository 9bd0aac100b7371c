package dev.landfall.lambda;

import java.time.InstantSource;

/** What surrounds a deployed function: the variables that the template sets, and the real time. */
public final class Environment {
    private Environment() {}

    /** @throws IllegalStateException naming the variable, so that a wrong deployment is known by its first log line */
    public static String require(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }

    /** Named here alone, so that nothing a rehearsal makes can reach for the machine's time. */
    public static InstantSource clock() {
        return InstantSource.system();
    }
}
