package dev.landfall.rehearsal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gate.Parking;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Locks;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {
    private static final Set<String> READS = Set.of("find", "held", "read");

    /** All that the three keep is in one table; whoever may not write to it can write none of it. */
    static Stream<Method> callsOfTheTable() {
        return Stream.of(Journal.class, Locks.class, Parking.class)
                .flatMap(port -> Arrays.stream(port.getDeclaredMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("callsOfTheTable")
    void journalRefused_mayBefall_eachWriteToTheTableAndNoRead(Method method) {
        Place call = new Place.AtCall(method.getDeclaringClass().getSimpleName(), method.getName(), 1, false);

        assertThat(Fault.JOURNAL_REFUSED.mayBefall(call)).isEqualTo(!READS.contains(method.getName()));
    }
}
