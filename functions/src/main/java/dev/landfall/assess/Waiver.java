package dev.landfall.assess;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Somebody's word that a finding does not stand in the way.
 *
 * @param finding its identifier
 * @param who a person, not a team
 * @param until the last day on which it holds, ISO date
 */
public record Waiver(String finding, String who, String why, String until) {

    public boolean holds(LocalDate today) {
        return lastDay().filter(day -> !today.isAfter(day)).isPresent();
    }

    /** Empty if no day is named, as only a plan made by hand can: such a waiver never holds. */
    Optional<LocalDate> lastDay() {
        try {
            return Optional.of(LocalDate.parse(until));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
