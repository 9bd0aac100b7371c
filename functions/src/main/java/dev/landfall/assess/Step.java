package dev.landfall.assess;

/**
 * One step of the migration, in order.
 *
 * @param expected how long, in words
 * @param stall how long users wait or writes stop, in words
 */
public record Step(String name, String what, String expected, String stall) {}
