package dev.landfall.cli;

import java.nio.file.Path;

/** The arguments of {@code landfall plan waive}. */
final class Waive {
    private Waive() {}

    /** By Ada, since it goes away. */
    static String[] with(Path plan, String finding, String until) {
        return with(plan, finding, "Ada", "it goes away", until);
    }

    static String[] with(Path plan, String finding, String who, String why, String until) {
        return new String[] {
            "waive", plan.toString(), "--finding", finding, "--who", who, "--why", why, "--until", until
        };
    }
}
