package dev.landfall.cost;

import java.util.Optional;

/** Where list prices come from. */
public interface Prices {

    /**
     * The price of a key in a region; empty if it is not known there. An implementer never takes another region's price,
     * and never throws because a dependency is away: a plan names what it could not count.
     */
    Optional<Price> price(String key, String region);
}
