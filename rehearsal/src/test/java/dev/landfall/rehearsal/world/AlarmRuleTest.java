package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.health.AlarmReading.State;
import dev.landfall.rehearsal.world.AlarmRule.Datum;
import dev.landfall.rehearsal.world.AlarmRule.MissingData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of CloudWatch's documentation on missing data; {@code 0} is good, {@code X} breaches, {@code -} is none. */
final class AlarmRuleTest {

    @ParameterizedTest
    @CsvSource({
        // range, missing, ignore, breaching, notBreaching
        "0-X-X, OK,                OK,    OK,    OK",
        "----0, OK,                OK,    OK,    OK",
        "-----, INSUFFICIENT_DATA, STAYS, ALARM, OK",
        "0XX-X, ALARM,             ALARM, ALARM, ALARM",
        "--X--, ALARM,             STAYS, ALARM, OK"
    })
    void evaluate_threeOfThree_followsTheDocumentedTable(
            String range, String missing, String ignore, String breaching, String notBreaching) {
        assertFollows(3, range, missing, ignore, breaching, notBreaching);
    }

    @ParameterizedTest
    @CsvSource({
        "0-X-X, ALARM, ALARM, ALARM, ALARM",
        "00X0X, ALARM, ALARM, ALARM, ALARM",
        "0-X--, OK,    OK,    ALARM, OK",
        "----0, OK,    OK,    ALARM, OK",
        "---X-, ALARM, STAYS, ALARM, OK"
    })
    void evaluate_twoOfThree_followsTheDocumentedTable(
            String range, String missing, String ignore, String breaching, String notBreaching) {
        assertFollows(2, range, missing, ignore, breaching, notBreaching);
    }

    @ParameterizedTest
    @CsvSource({"OVER, 2, GOOD", "OVER, 2.1, BREACHING", "UNDER, 2, GOOD", "UNDER, 1.9, BREACHING"})
    void judge_valueAtTheThreshold_doesNotBreach(AlarmRule.Comparison comparison, double value, Datum expected) {
        AlarmRule rule = new AlarmRule(
                Metric.LATENCY,
                AlarmRule.Statistic.AVERAGE,
                comparison,
                2,
                Duration.ofMinutes(1),
                1,
                1,
                MissingData.MISSING);

        assertThat(rule.judge(value)).isEqualTo(expected);
    }

    private static void assertFollows(int datapoints, String range, String... byTreatment) {
        MissingData[] treatments = {
            MissingData.MISSING, MissingData.IGNORE, MissingData.BREACHING, MissingData.NOT_BREACHING
        };
        for (int i = 0; i < treatments.length; i++) {
            for (State present : List.of(State.OK, State.ALARM)) {
                State expected = byTreatment[i].equals("STAYS") ? present : State.valueOf(byTreatment[i]);
                assertThat(rule(datapoints, treatments[i]).evaluate(data(range), present))
                        .as("%s of 3, %s, %s, before %s", datapoints, range, treatments[i], present)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Datum> data(String range) {
        return range.chars()
                .mapToObj(symbol -> switch (symbol) {
                    case '0' -> Datum.GOOD;
                    case 'X' -> Datum.BREACHING;
                    default -> Datum.NONE;
                })
                .toList();
    }

    private static AlarmRule rule(int datapoints, MissingData missing) {
        return new AlarmRule(
                Metric.ERROR_SHARE,
                AlarmRule.Statistic.AVERAGE,
                AlarmRule.Comparison.OVER,
                0.02,
                Duration.ofMinutes(1),
                datapoints,
                3,
                missing);
    }
}
