package dev.landfall.rehearsal;

/** Somebody who looks on, or meddles, besides what the scenario does. */
@FunctionalInterface
public interface Intervention {

    Intervention NONE = stage -> {};

    /** Called once, before anything happens. */
    void arm(Stage stage);
}
