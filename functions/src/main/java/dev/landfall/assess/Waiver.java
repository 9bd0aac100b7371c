package dev.landfall.assess;

import java.time.LocalDate;

/**
 * Somebody's word that a finding does not stand in the way.
 *
 * @param finding its identifier
 * @param who a person, not a team
 * @param until the last day on which it holds, ISO date
 */
public record Waiver(String finding, String who, String why, String until) {

    public boolean holds(LocalDate today) {
        return !today.isAfter(LocalDate.parse(until));
    }
}
