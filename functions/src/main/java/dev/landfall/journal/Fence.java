package dev.landfall.journal;

/**
 * The right to write for a hostname. It is lost as soon as the lock's epoch moves on.
 *
 * @param epoch rises by one each time the lock changes hands
 */
public record Fence(String hostname, String migration, long epoch) {}
