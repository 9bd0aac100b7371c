package dev.landfall.rehearsal.world;

/**
 * What is wrong with an origin.
 *
 * @param errors share of requests that fail because of it
 * @param slowdown factor on its latency; 1 for none
 * @param down whether it does not answer at all
 */
public record Trouble(double errors, double slowdown, boolean down) {

    public static final Trouble DOWN = new Trouble(1, 1, true);

    public static Trouble failing(double errors) {
        return new Trouble(errors, 1, false);
    }

    public static Trouble slow(double slowdown) {
        return new Trouble(0, slowdown, false);
    }
}
