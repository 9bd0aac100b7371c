package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.plan.ScheduleExpression;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobListTest {
    /** The minutes that Heroku's dashboard offers, its case and blanks as people copy them, and what is EventBridge's own. */
    @ParameterizedTest
    @CsvSource({
        "every 10 minutes, cron(0/10 * * * ? *)",
        "hourly at :00, cron(0 * * * ? *)",
        "hourly at :30, cron(30 * * * ? *)",
        "daily at 04:30, cron(30 4 * * ? *)",
        "daily at 00:00, cron(0 0 * * ? *)",
        "' Daily at 23:50 ', cron(50 23 * * ? *)",
        "rate(5 minutes), rate(5 minutes)",
        "cron(15 3 ? * MON-FRI *), cron(15 3 ? * MON-FRI *)"
    })
    void read_whatTheDashboardSays_isASchedule(String when, String schedule) {
        String file = "- name: report\n  command: rake report\n  when: \"" + when + "\"\n";

        assertThat(JobList.read("jobs.yaml", file.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new ScheduledJob("report", "rake report", schedule));
        assertThat(ScheduleExpression.parse(schedule)).isNotNull();
    }
}
