package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cron(0 9 ? * MON-FRI *)   | 2026-03-27T08:00:00Z | 2026-03-30T07:00:00Z
                    cron(0 9 ? * 2-6 *)       | 2026-03-27T08:00:00Z | 2026-03-30T07:00:00Z
                    cron(0 9 * * ? *)         | 2026-03-27T07:59:59Z | 2026-03-27T08:00:00Z
                    cron(0/15 * * * ? *)      | 2026-01-01T00:00:00Z | 2026-01-01T00:15:00Z
                    cron(30 4 L * ? *)        | 2026-02-01T00:00:00Z | 2026-02-28T03:30:00Z
                    cron(0 4 15W * ? *)       | 2026-02-01T00:00:00Z | 2026-02-16T03:00:00Z
                    cron(0 4 ? * 3#2 *)       | 2026-02-01T00:00:00Z | 2026-02-10T03:00:00Z
                    cron(0 4 ? JAN,FEB SUN 2027) | 2026-02-02T00:00:00Z | 2027-01-03T03:00:00Z
                    cron(0 4 ? * 6L *)        | 2026-02-01T00:00:00Z | 2026-02-27T03:00:00Z
                    rate(90 minutes)          | 2026-01-01T00:00:00Z | 2026-01-01T01:30:00Z
                    rate(1 hour)              | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z
                    rate(2 days)              | 2026-01-01T00:00:00Z | 2026-01-03T00:00:00Z
                    """)
    void next_inBerlin_isTheFirstTimeAfter(String expression, Instant after, Instant next) {
        assertThat(ScheduleExpression.parse(expression).next(after, ZoneId.of("Europe/Berlin")))
                .contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0 9 1 1 ? 2020)", "cron(0 9 31 2 ? *)"})
    void next_neverAgain_isEmpty(String expression) {
        assertThat(ScheduleExpression.parse(expression).next(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("UTC")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cron",
                "0 9 ? * MON-FRI *",
                "cron(0 9 * * MON-FRI *)",
                "cron(0 9 ? * ? *)",
                "cron(0 9 ? * MON-FRI)",
                "cron(60 9 ? * MON *)",
                "cron(0 9 ? * MOON *)",
                "cron(0 9 ? * 0 *)",
                "cron(0 9 ? * 8 *)",
                "cron(0 9 ? * MON 1969)",
                "cron(0 9 ? 13 MON *)",
                "cron(0 9 32 * ? *)",
                "cron(0 9 ? * MON#6 *)",
                "cron(0/0 9 * * ? *)",
                "cron(- - - - - -)",
                "cron(# L W / , ?)",
                "rate(0 minutes)",
                "rate(5 seconds)",
                "rate(1.5 hours)",
                "at(2026-01-01T00:00:00)"
            })
    void parse_whatSchedulerDoesNotTake_saysWhatIsAllowed(String expression) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("schedule.expression: \"" + expression + "\" must be " + ScheduleExpression.ALLOWED);
    }
}
