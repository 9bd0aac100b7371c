package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.health.AlarmReading.State;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompositeAlarmRuleTest {

    private static final Map<String, State> STATES =
            Map.of("bad", State.ALARM, "good", State.OK, "silent", State.INSUFFICIENT_DATA, "a (b) \"c\"", State.ALARM);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TRUE                                             | true",
                "FALSE                                            | false",
                "ALARM(bad)                                       | true",
                "ALARM(\"good\")                                  | false",
                "OK(good)                                         | true",
                "INSUFFICIENT_DATA(silent)                        | true",
                "ALARM(silent)                                    | false",
                "NOT ALARM(bad)                                   | false",
                "NOT NOT ALARM(bad)                               | true",
                "ALARM(good) OR ALARM(bad)                        | true",
                "ALARM(good) AND ALARM(bad)                       | false",
                "ALARM(bad) OR ALARM(bad) AND ALARM(good)         | true",
                "(ALARM(bad) OR ALARM(bad)) AND ALARM(good)       | false",
                "NOT ALARM(good) AND ALARM(bad)                   | true",
                "NOT (ALARM(good) AND ALARM(bad))                 | true",
                "ALARM( bad )AND(OK(good))                        | true",
                "ALARM(\"a (b) \\\"c\\\"\")                       | true",
                "ALARM(arn:aws:cloudwatch:eu-west-1:1:alarm:bad)  | true"
            })
    void holds_followsCloudWatch(String rule, boolean holds) {
        assertThat(CompositeAlarmRule.parse(rule).holds(name -> STATES.getOrDefault(name, State.MISSING)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                          | it ends too early",
                "ALARM(a) OR                 | it ends too early",
                "ALARM(a) ALARM(b)           | ALARM is not expected",
                "(ALARM(a)                   | ) is missing",
                "ALARM a                     | ( is missing",
                "ALARM()                     | the name of an alarm is missing",
                "ALARM(\"a)                  | a quote is not closed",
                "AT_LEAST(1, ALARM, (a))     | AT_LEAST is not known",
                "alarm(a)                    | alarm is not known"
            })
    void parse_mistake_isRefusedByName(String rule, String says) {
        assertThatThrownBy(() -> CompositeAlarmRule.parse(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    @Test
    void alarms_ofARule_areAllThatItLooksAt() {
        assertThat(CompositeAlarmRule.parse("ALARM(b) AND NOT (OK(a) OR TRUE)").alarms())
                .containsExactly("a", "b");
    }
}
