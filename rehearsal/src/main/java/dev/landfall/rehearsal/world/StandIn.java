package dev.landfall.rehearsal.world;

import java.util.function.UnaryOperator;

/**
 * Puts something else in the place of what lies behind a port. With it, tests break on purpose what keeps a promise.
 *
 * @param standIn given what would be there
 */
public record StandIn<T>(Class<T> port, UnaryOperator<T> standIn) {

    <U> U inPlaceOf(Class<U> wanted, U real) {
        return port == wanted ? wanted.cast(standIn.apply(port.cast(real))) : real;
    }
}
